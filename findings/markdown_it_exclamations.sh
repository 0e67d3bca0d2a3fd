#!/usr/bin/env bash
# markdown-it's typographer shortens a run of exclamation or question marks to three. It knows the
# closing ones only, so a Spanish sentence that opens with as many as it closes with comes out uneven.
# It also takes the first point of three after a closing mark.
set -euo pipefail
source "$(dirname "$0")/_sandbox.sh"

install_python markdown-it-py==4.3.0

seen=$("$python" <<'PYTHON'
from markdown_it import MarkdownIt

markdown = MarkdownIt("commonmark", {"typographer": True}).enable("replacements")
for text in ["¡¡¡¡Gol!!!!", "¿¿¿¿Qué????", "Gol...", "¡Gol!..."]:
    print(text, markdown.renderInline(text))
PYTHON
)

tell "The typographer shortens «!!!!» and not «¡¡¡¡», and leaves two points of «!...»." "$seen" \
"¡¡¡¡Gol!!!! ¡¡¡¡Gol!!!
¿¿¿¿Qué???? ¿¿¿¿Qué???
Gol... Gol…
¡Gol!... ¡Gol!.."
