#!/usr/bin/env bash
# Notes of markdown-it: of two texts of one name the first is lost without a word. A note that is cited
# in a picture's alternative text alone, where no number can stand, is listed all the same, with a link
# back to a place that is not there. With a blank in its name a note is a link to what its text says.
set -euo pipefail
source "$(dirname "$0")/_sandbox.sh"

install_python markdown-it-py==4.3.0 mdit-py-plugins==0.7.0

seen=$("$python" <<'PYTHON'
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

markdown = MarkdownIt("commonmark").use(footnote_plugin)
html = markdown.render("a[^1]\n\n[^1]: uno\n\n[^1]: dos")
print("uno" in html, "dos" in html)
html = markdown.render("![a[^1]](b.png)\n\n[^1]: uno")
print('id="fnref1"' in html, 'href="#fnref1"' in html)
print(markdown.render("a[^mi nota]\n\n[^mi nota]: Texto"), end="")
PYTHON
)

tell "Of two texts of one note one is lost, and a note in an alternative text leads back to nowhere." "$seen" \
"False True
False True
<p>a<a href=\"Texto\">^mi nota</a></p>"
