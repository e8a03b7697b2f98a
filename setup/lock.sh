#!/usr/bin/env bash
# Writes requirements.txt and requirements-dev.txt from their .in files, with plain names and versions only.
set -euo pipefail
for name in requirements requirements-dev; do
  "$1/bin/pip-compile" --quiet --strip-extras --no-annotate --no-header --output-file "$name.txt" "$name.in"
  sed -i -e '/^#/d' -e '/^$/d' -e '/^--/d' "$name.txt"
  sed -i "1i # Locked from $name.in; refresh with: make lock" "$name.txt"
done
