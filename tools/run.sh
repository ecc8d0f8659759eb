#!/bin/sh
# Bring the site up on this machine: prepare what is missing, say where it is, serve.
set -eu
cd "$(dirname "$0")/.."
unset PYTHONDONTWRITEBYTECODE
export LMS_ENV="${LMS_ENV:-development}"
# Checking a password takes 19 MB for a moment; without this glibc keeps them for every
# thread that ever checked one.
export MALLOC_MMAP_THRESHOLD_="${MALLOC_MMAP_THRESHOLD_:-1048576}"
port=${PORT:-8000}
site="http://127.0.0.1:$port"

case $port in
  "" | *[!0-9]* | ??????*)
    echo "PORT must be a number, such as 8001; it is '$port'." >&2
    exit 1
    ;;
esac
.venv/bin/python -S tools/port.py "$port" || {
  echo "Port $port is taken by another program. Choose another: PORT=8001 make run" >&2
  exit 1
}

if [ "$LMS_ENV" = development ]; then
  .venv/bin/python -m flask --app wsgi lms prepare --demo
  cat <<END

  The site                 $site
  Stop it                  Ctrl+C
  Mails are not sent;      they are written to instance/mail

  People to sign in as, all with the password   demo-prevenir-2026
    oficial@demo.example        a public official taking courses
    instructora@demo.example    teaches and accompanies a cohort
    alumni@demo.example         has finished a course
    puntofocal@demo.example     focal point of a State
    secretaria@demo.example     technical secretariat

END
else
  .venv/bin/python -m flask --app wsgi lms prepare
  echo "The site: $site   (LMS_ENV=$LMS_ENV; Ctrl+C stops it)"
fi

exec .venv/bin/python -m gunicorn --worker-class gthread --workers 2 --threads 4 \
  --bind "127.0.0.1:$port" --log-level warning --no-control-socket wsgi:app
