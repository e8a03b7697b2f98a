"""Loupe, the review desk for photographs whose origin matters.

The layers, top to bottom; a module imports only from layers below its own:

    entry      __main__, cli, wsgi, factory
    web        pages, components, figures, api, auth, security, shell
    jobs       the verbs run in the background
    services   the verbs
    siblings   photos | features | evidence | learning | store
    core       domain, questions, errors, config
"""
