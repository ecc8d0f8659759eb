#!/bin/sh
# The servers the tests talk to. `services.sh start DIR` finds or starts a PostgreSQL
# and a Redis, and prints TEST_POSTGRES_URL=… and TEST_REDIS_URL=… for those it got;
# what it starts itself lives in DIR, on free ports, until `services.sh stop DIR`.
# With TEST_OWN_SERVICES=1 it looks for none and starts both.
set -u
cd "$(dirname "$0")/.." || exit 1
python=.venv/bin/python

say() { echo "$*" >&2; }
usable() { $python tools/probe.py "$1"; }
found_here() { [ -n "$1" ] && [ -z "${TEST_OWN_SERVICES:-}" ] && usable "$1"; }
free_port() { $python -S tools/port.py; }

find_initdb() {
  for place in "$(command -v initdb 2>/dev/null)" /usr/lib/postgresql/*/bin/initdb \
    /usr/pgsql-*/bin/initdb /opt/homebrew/opt/postgresql*/bin/initdb; do
    [ -x "$place" ] && found=$place
  done
  [ -n "${found:-}" ] && dirname "$found"
}

# PostgreSQL refuses to run as root: Debian's package brings a user for it.
nobody() { id postgres >/dev/null 2>&1 && echo postgres || echo nobody; }
unprivileged() {
  if [ "$(id -u)" = 0 ]; then (cd / && runuser -u "$(nobody)" -- "$@"); else "$@"; fi
}

private_postgres() {
  bin=$(find_initdb) || { tools/apt.sh postgresql && bin=$(find_initdb); } || return 1
  home=$1/postgres
  port=$(free_port)
  mkdir -m 700 "$home" || return 1
  if [ "$(id -u)" = 0 ]; then
    chmod 711 "$1"
    chown "$(nobody)" "$home" || return 1
  fi
  unprivileged "$bin/initdb" --pgdata="$home/data" --username=postgres --auth=trust \
    --encoding=UTF8 --no-locale --no-sync >"$1/initdb.log" 2>&1 ||
    { cat "$1/initdb.log" >&2; return 1; }
  # Nothing here has to outlive the run, so nothing waits for the disk.
  unprivileged "$bin/pg_ctl" --pgdata="$home/data" --log="$home/log" --silent --wait \
    --options="-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories='' \
      -c fsync=off -c synchronous_commit=off -c full_page_writes=off" start >&2 ||
    { cat "$home/log" >&2; return 1; }
  echo "$bin/pg_ctl" >"$1/pg_ctl"
  echo "postgresql://postgres@127.0.0.1:$port/postgres"
}

postgres() {
  for url in "${TEST_POSTGRES_URL:-}" "${TEST_DATABASE_URL:-}" \
    postgresql://postgres@127.0.0.1:5432/postgres; do
    case $url in postgresql*) found_here "$url" && echo "$url" && return ;; esac
  done
  say "Starting a PostgreSQL of our own …"
  private_postgres "$1"
}

private_redis() {
  command -v redis-server >/dev/null 2>&1 || tools/apt.sh redis-server || return 1
  port=$(free_port)
  redis-server --bind 127.0.0.1 --port "$port" --save "" --appendonly no \
    --daemonize yes --dir "$1" --pidfile "$1/redis.pid" --logfile redis.log \
    >/dev/null || return 1
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    usable "redis://127.0.0.1:$port/0" && echo "redis://127.0.0.1:$port/0" && return
    sleep 0.5
  done
  cat "$1/redis.log" >&2
  return 1
}

redis() {
  for url in "${TEST_REDIS_URL:-}" redis://127.0.0.1:6379/15; do
    found_here "$url" && echo "$url" && return
  done
  say "Starting a Redis of our own …"
  private_redis "$1"
}

stop() {
  if [ -f "$1/pg_ctl" ]; then
    unprivileged "$(cat "$1/pg_ctl")" --pgdata="$1/postgres/data" --mode=immediate \
      --silent stop >&2
    rm -f "$1/pg_ctl"
  fi
  if [ -f "$1/redis.pid" ]; then
    kill "$(cat "$1/redis.pid")"
    rm -f "$1/redis.pid"
  fi
}

case ${1:-} in
  start)
    url=$(postgres "$2") && echo "TEST_POSTGRES_URL=$url"
    url=$(redis "$2") && echo "TEST_REDIS_URL=$url"
    ;;
  stop) stop "$2" ;;
  *) say "usage: tools/services.sh start|stop DIR"; exit 2 ;;
esac
