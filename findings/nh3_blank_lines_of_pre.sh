#!/usr/bin/env bash
# HTML drops one line break right after <pre>. nh3 reads by that rule and writes without it, so each
# cleaning takes the first blank line of a listing away, and cleaning what is clean changes it.
set -euo pipefail
source "$(dirname "$0")/_sandbox.sh"

install_python nh3==0.3.8

seen=$("$python" <<'PYTHON'
import nh3

html = "<pre>\n\n\nprint(1)</pre>"
for _ in range(4):
    print(repr(html))
    html = nh3.clean(html)
PYTHON
)

tell "Each cleaning takes a blank line from the beginning of a <pre>." "$seen" \
"'<pre>\n\n\nprint(1)</pre>'
'<pre>\n\nprint(1)</pre>'
'<pre>\nprint(1)</pre>'
'<pre>print(1)</pre>'"
