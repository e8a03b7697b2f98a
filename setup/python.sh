#!/usr/bin/env bash
# Makes the virtual environment; as root on Debian it first installs what Python lacks, otherwise it prints the one command.
set -euo pipefail
venv=$1
python=$(command -v python3 || true)
apt="apt-get install -y --no-install-recommends python3 python3-venv"
enough() { "$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
if [ -z "$python" ] || ! enough; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && $apt -qq >/dev/null
    python=$(command -v python3)
  fi
  enough || { echo "Loupe needs Python 3.11 or later with venv. On Debian: sudo $apt" >&2; exit 1; }
fi
[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
