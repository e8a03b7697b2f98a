#!/usr/bin/env bash
# Writes requirements.txt, requirements-dev.txt and requirements-deep.txt from their .in files, with plain names and versions only.
set -euo pipefail
for name in requirements requirements-dev requirements-deep; do
  "$1/bin/pip-compile" --quiet --strip-extras --no-annotate --no-header --output-file "$name.txt" "$name.in"
  sed -i -e '/^#/d' -e '/^$/d' -e '/^--/d' -e 's/+cpu$//' "$name.txt"  # any build of a version will do
  sed -i "1i # Locked from $name.in; refresh with: make lock" "$name.txt"
done
