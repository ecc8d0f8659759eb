#!/bin/sh
# Install Debian or Ubuntu packages where that can be done without asking anyone;
# elsewhere say what to install and fail.
set -eu

sudo=
[ "$(id -u)" = 0 ] || sudo="sudo -n"
if ! command -v apt-get >/dev/null 2>&1 || ! $sudo true 2>/dev/null; then
  echo "Please install: $*   (Debian, Ubuntu: sudo apt-get install $*)" >&2
  exit 1
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
apt() {
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get -qq \
    -o DPkg::Lock::Timeout=120 -o Dpkg::Use-Pty=0 "$@" >"$log" 2>&1
}
echo "Installing with apt: $* …" >&2
apt update || echo "The list of packages could not be brought up to date." >&2
apt install -y --no-install-recommends "$@" || {
  cat "$log" >&2
  exit 1
}
