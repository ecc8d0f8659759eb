#!/bin/sh
# Make the virtual environment named by $1 with whatever python3 there is.
# A bare Debian or Ubuntu lacks ensurepip: python3-venv is added there first.
set -eu

python=${PYTHON:-python3}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "Python 3.11 or newer is needed; PYTHON=python3.12 make … chooses another." >&2
  exit 1
}
"$python" -c 'import ensurepip, venv' 2>/dev/null ||
  "$(dirname "$0")/apt.sh" python3-venv
"$python" -m venv "$1"
