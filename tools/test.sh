#!/bin/sh
# Every test there is: the static checks, then the whole suite on SQLite, then on
# PostgreSQL. Says at the end what ran and what was left out; where CI=true, leaving
# something out is a failure. ARGS holds more words for pytest.
set -u
cd "$(dirname "$0")/.." || exit 1
unset PYTHONDONTWRITEBYTECODE

run=$(mktemp -d "${TMPDIR:-/tmp}/lms-test.XXXXXX") || exit 1
trap 'tools/services.sh stop "$run"; rm -rf "$run"' EXIT
trap 'exit 130' INT TERM HUP
failed=
: >"$run/summary"
: >"$run/left_out"

note() { printf '%s\n' "$*" >>"$run/summary"; }

leave_out() { printf '  left out  %s\n' "$1" >>"$run/left_out"; }

step() {
  name=$1
  shift
  printf '\n== %s\n' "$name"
  began=$(date +%s)
  { "$@" 2>&1; echo $? >"$run/status"; } | tee "$run/log"
  took=$(($(date +%s) - began))
  word=ok
  [ "$(cat "$run/status")" = 0 ] || { word=FAILED; failed=yes; }
  closing=$(grep -E '(passed|failed|errors?|skipped).* in [0-9.]+s' "$run/log" | tail -n 1)
  note "$(printf '  %-8s  %-12s %4s s  %s' $word "$name" $took "$closing")"
}

suite() {
  # shellcheck disable=SC2086  # ARGS are several words
  PYTHONWARNINGS=default HYPOTHESIS_PROFILE=$profile .venv/bin/python -m pytest -n 2 --dist worksteal -m "$marks" "$@" ${ARGS:-}
}

marks=
profile=thorough
if browser=$(tools/browser.sh); then
  export TEST_CHROMIUM="$browser"
else
  marks="not browser"
  leave_out "browser tests: no Chromium could be found or installed"
fi

tools/services.sh start "$run" >"$run/services"
while read -r line; do export "${line?}"; done <"$run/services"
[ -n "${TEST_REDIS_URL:-}" ] ||
  leave_out "Redis: no server could be found, installed or started"

step Checks tools/lint.sh
step SQLite suite --database sqlite
if [ -n "${TEST_POSTGRES_URL:-}" ]; then
  # How a page looks and moves does not depend on the database it was read from: of the
  # tests in a browser only whole journeys are run again. What touches no database has
  # been tried, with many more examples, in the suite before.
  marks="${marks:+$marks and }not looks and not pure and (not browser or whole)"
  profile=quick
  step PostgreSQL suite --database postgresql
else
  leave_out "PostgreSQL: no server could be found, installed or started"
fi

printf '\n== What ran\n'
cat "$run/summary" "$run/left_out"
if [ -n "$failed" ]; then
  exit 1
elif [ -s "$run/left_out" ] && [ "${CI:-}" = true ]; then
  echo "In CI nothing may be left out." >&2
  exit 1
fi
