#!/usr/bin/env bash
# python-slugify takes the comma between two digits for that of English thousands and closes the gap,
# where a point gives a hyphen. In most of Europe the comma is the decimal one: «3,5 km» and «35 km»
# are one address, «3.5 km» another.
set -euo pipefail
source "$(dirname "$0")/_sandbox.sh"

install_python python-slugify==9.2.0

seen=$("$python" <<'PYTHON'
from slugify import slugify

for title in ["1,000 km", "3,5 km", "35 km", "3.5 km", "uno,dos"]:
    print(f"{title:8} {slugify(title)}")
PYTHON
)

tell "«3,5 km» and «35 km» have the same slug." "$seen" \
"1,000 km 1000-km
3,5 km   35-km
35 km    35-km
3.5 km   3-5-km
uno,dos  uno-dos"
