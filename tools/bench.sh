#!/bin/sh
# Measure the pages under load; wrk makes the load.
set -eu
cd "$(dirname "$0")/.."
unset PYTHONDONTWRITEBYTECODE
command -v wrk >/dev/null 2>&1 || tools/apt.sh wrk
exec .venv/bin/python -m tests.bench "$@"
