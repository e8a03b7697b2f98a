"""The command line: one module per group of commands, each with `register(subparsers)`.

A command module imports nothing heavy at its top, so that `--help` is quick; what a command needs is imported when it runs.
"""
