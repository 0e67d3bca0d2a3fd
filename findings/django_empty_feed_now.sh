#!/usr/bin/env bash
# A feed without entries, such as that of a post nobody has commented on yet, is said to have changed
# at the moment in which it is asked for: each answer differs, and each looks new to its readers.
set -euo pipefail
source "$(dirname "$0")/_sandbox.sh"

install_python Django==5.2.19

seen=$("$python" <<'PYTHON'
from datetime import datetime, timezone
from django.conf import settings
settings.configure()
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed

before = datetime.now(tz=timezone.utc)
for kind in (Atom1Feed, Rss201rev2Feed):
    feed = kind("Comentarios", "https://example.org/", "Ninguno todavía")
    print(kind.__name__, feed.latest_post_date() >= before)
PYTHON
)

tell "A feed without entries is said to have been updated just now." "$seen" \
"Atom1Feed True
Rss201rev2Feed True"
