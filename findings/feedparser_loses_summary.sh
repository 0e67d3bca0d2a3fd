#!/usr/bin/env bash
# feedparser keeps the HTML elements of a list and drops the others but for their text. The list
# has <details> and not <summary>, and neither <ruby>'s <rt> nor <mark>: what was set apart by the
# elements runs together, in everything that reads feeds with it.
set -euo pipefail
source "$(dirname "$0")/_sandbox.sh"

install_python feedparser==6.0.14

seen=$("$python" <<'PYTHON'
import feedparser

atom = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="html"><![CDATA[{}]]></content></entry></feed>"""
for html in [
    "<details><summary>Receta</summary>Harina y agua.</details>",
    "<ruby>東京<rt>Tokio</rt></ruby>",
    "<p><mark>Ojo</mark> con <kbd>Ctrl</kbd></p>",
]:
    print(feedparser.parse(atom.format(html)).entries[0].content[0].value)
PYTHON
)

tell "feedparser keeps <details> but not its <summary>, so the heading runs into the text; likewise <rt>." "$seen" \
"<details>RecetaHarina y agua.</details>
東京Tokio
<p>Ojo con <kbd>Ctrl</kbd></p>"
