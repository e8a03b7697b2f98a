#!/usr/bin/env bash
# Finds a Chromium for the browser tests, or installs one.
set -euo pipefail
command -v chromium >/dev/null && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null
  exit 0
fi
"$1" -m playwright install chromium >/dev/null 2>&1 || {
  echo "The browser tests need Chromium. On Debian: sudo apt-get install -y chromium" >&2
  exit 1
}
