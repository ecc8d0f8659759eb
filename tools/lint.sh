#!/bin/sh
# What can be said of the code without running it. Every tool speaks, then we fail.
set -u
cd "$(dirname "$0")/.." || exit 1
unset PYTHONDONTWRITEBYTECODE
python=.venv/bin/python
failed=

quietly() {
  name=$1
  shift
  if said=$("$@" 2>&1); then
    printf '  %-13s ok\n' "$name"
  else
    printf '  %-13s FAILED\n%s\n' "$name" "$said"
    failed="$failed $name"
  fi
}

quietly format $python -m ruff format --check .
quietly lint $python -m ruff check .
quietly types $python -m mypy
quietly contracts .venv/bin/lint-imports --no-logo
quietly templates $python -m djlint --lint --quiet templates
[ -z "$failed" ] || { echo "Not well:$failed" >&2; exit 1; }
