#!/usr/bin/env bash
# An entry that only says when it was published was last changed then, one would think. feedgen
# says it was changed at the moment the feed is made: each time it is made, every old post of the
# blog has changed again.
set -euo pipefail
source "$(dirname "$0")/_sandbox.sh"

install_python feedgen==1.0.0

seen=$("$python" <<'PYTHON'
import datetime
import re

from feedgen.feed import FeedGenerator

feed = FeedGenerator()
feed.id("https://blog.example/")
feed.title("Blog")
feed.link(href="https://blog.example/")
entry = feed.add_entry()
entry.id("https://blog.example/lisboa")
entry.title("Lisboa")
entry.link(href="https://blog.example/lisboa")
entry.published("2020-01-05T18:00:00Z")
written = feed.atom_str().decode().partition("<entry>")[2]
for element in ["published", "updated"]:
    moment = datetime.datetime.fromisoformat(re.search(f"<{element}>(.+?)</{element}>", written)[1])
    age = datetime.datetime.now(datetime.timezone.utc) - moment
    print(element, "years ago" if age.days > 365 else "just now")
PYTHON
)

tell "An entry with only a date of publication is said to have been updated just now." "$seen" \
"published years ago
updated just now"
