#!/usr/bin/env bash
# Django 5.2 gave feeds `stylesheets`. Both kinds of feed take the argument; the Atom one
# writes none of them and says nothing.
set -euo pipefail
source "$(dirname "$0")/_sandbox.sh"

install_python django==5.2.19

seen=$("$python" <<'PYTHON'
from django.conf import settings

settings.configure()

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed

for kind in [Rss201rev2Feed, Atom1Feed]:
    feed = kind("Blog", "https://blog.example/", "Notas", stylesheets=["https://blog.example/feed.xsl"])
    print(kind.__name__, "<?xml-stylesheet" in feed.writeString("utf-8"))
PYTHON
)

tell "Atom1Feed takes stylesheets and leaves them out; Rss201rev2Feed writes them." "$seen" \
"Rss201rev2Feed True
Atom1Feed False"
