#!/usr/bin/env bash
# A post without metadata that begins with a rule and has another further down is plain Markdown.
# python-frontmatter takes what stands between the two for metadata, finds none in it, and gives the rest
# as the whole post: no error, and the first section is gone.
set -euo pipefail
source "$(dirname "$0")/_sandbox.sh"

install_python python-frontmatter==1.3.0

seen=$("$python" <<'PYTHON'
import frontmatter

post = frontmatter.loads("---\n\nPrimer día, el tren.\n\n---\n\nSegundo día, el mar.\n")
print(post.metadata, repr(post.content))
PYTHON
)

tell "A first section between two rules is dropped without an error." "$seen" \
"{} 'Segundo día, el mar.'"
