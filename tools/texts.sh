#!/bin/sh
# Bring the catalogues up to the texts in the code: new ones come in empty, changed
# ones are marked for a person to look at, unused ones go.
set -eu
cd "$(dirname "$0")/.."
pot=$(mktemp "${TMPDIR:-/tmp}/lms-texts.XXXXXX")
trap 'rm -f "$pot"' EXIT
.venv/bin/pybabel --quiet extract --mapping pyproject.toml \
  --keywords lazy --keywords N_ --no-location --sort-output \
  --project aula-de-prevencion --output "$pot" lms templates
for language in pt:pt_BR en:en; do
  file=lms/translations/${language%%:*}/LC_MESSAGES/lms.po
  mkdir -p "$(dirname "$file")"
  act=update
  [ -f "$file" ] || act=init
  extra=
  [ $act = init ] || extra="--ignore-obsolete --no-fuzzy-matching --ignore-pot-creation-date"
  # shellcheck disable=SC2086  # extra is a list of words
  .venv/bin/pybabel --quiet $act -i "$pot" -o "$file" -l "${language##*:}" $extra
done
