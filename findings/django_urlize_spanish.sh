#!/usr/bin/env bash
# `urlize` looks past English punctuation only. In Spanish an address often stands between « »
# or after ¿, and a sentence may trail off with the one character « … »: the first two give no link,
# the third gives a link to a host that ends in an ellipsis.
set -euo pipefail
source "$(dirname "$0")/_sandbox.sh"

install_python django==5.2.19

seen=$("$python" <<'PYTHON'
import re

from django.conf import settings

settings.configure()

from django.utils.html import urlize

for text in [
    "(https://blog.example)",
    "«https://blog.example»",
    "¿https://blog.example?",
    "https://blog.example...",
    "https://blog.example…",
]:
    print(f"{text:24}", re.findall('href="(.+?)"', urlize(text)))
PYTHON
)

tell "urlize finds no address after « or ¿, and takes a closing … into the host." "$seen" \
"(https://blog.example)   ['https://blog.example']
«https://blog.example»   []
¿https://blog.example?   []
https://blog.example...  ['https://blog.example']
https://blog.example…    ['https://blog.example%E2%80%A6']"
