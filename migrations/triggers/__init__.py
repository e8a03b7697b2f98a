"""Trigger texts of migrations 0002 and 0004, one file per database or matter; frozen like every migration."""
