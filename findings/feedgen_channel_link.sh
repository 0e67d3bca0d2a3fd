#!/usr/bin/env bash
# A feed has two links: the site it is of, and its own address. feedgen takes both with link(),
# and its RSS names as the channel's <link> whichever came last. Given the site first, as the Atom
# elements usually stand, readers that click on the blog's name land on XML.
set -euo pipefail
source "$(dirname "$0")/_sandbox.sh"

install_python feedgen==1.0.0

seen=$("$python" <<'PYTHON'
import re

from feedgen.feed import FeedGenerator

site = {"href": "https://blog.example/", "rel": "alternate"}
itself = {"href": "https://blog.example/rss.xml", "rel": "self"}
for links in [(site, itself), (itself, site)]:
    feed = FeedGenerator()
    feed.title("Blog")
    feed.description("Notas")
    for link in links:
        feed.link(**link)
    print([link["rel"] for link in links], re.search("<link>(.+?)</link>", feed.rss_str().decode())[1])
PYTHON
)

tell "The <link> of an RSS channel is the last link given, even if that is the feed's own address." "$seen" \
"['alternate', 'self'] https://blog.example/rss.xml
['self', 'alternate'] https://blog.example/"
