#!/bin/sh
# See to it that there is a Chromium for the browser tests: one that is here already,
# else Debian's package, else the one Playwright fetches. Prints the path of the first
# two; prints nothing for Playwright's own, which it finds by itself.
set -u
cd "$(dirname "$0")/.." || exit 1
playwright=".venv/bin/python -m playwright"

find_chromium() {
  for name in "${TEST_CHROMIUM:-}" chromium chromium-browser google-chrome \
    google-chrome-stable \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
    [ -n "$name" ] || continue
    path=$(command -v "$name" 2>/dev/null) || continue
    "$path" --version >/dev/null 2>&1 && echo "$path" && return 0
  done
  return 1
}

distro=$( . /etc/os-release 2>/dev/null; echo "${ID:-}")
wanted=
# Playwright's driver is a Node that needs libatomic; a bare Debian has none.
$playwright --version >/dev/null 2>&1 || wanted=libatomic1
find_chromium >/dev/null || [ "$distro" != debian ] || wanted="$wanted chromium"
# shellcheck disable=SC2086  # several packages in one word
[ -z "$wanted" ] || tools/apt.sh $wanted || exit 1

find_chromium && exit 0
echo "Asking Playwright for its Chromium …" >&2
$playwright install chromium >&2 && exit 0
echo "No Chromium: install one, or name it with TEST_CHROMIUM." >&2
exit 1
