"""Trigger texts of migration 0002, one file per database; frozen like every migration."""
