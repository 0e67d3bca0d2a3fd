#!/usr/bin/env bash
# gray-matter remembers what it has parsed by the text of the file, and remembers before it parses.
# The first read of a post with broken front matter raises; the second, as after the retry of a
# watching builder, gives a post without metadata whose text begins with the front matter.
set -euo pipefail
source "$(dirname "$0")/_sandbox.sh"

install_node gray-matter@4.0.3

seen=$(node <<'JAVASCRIPT'
const matter = require("gray-matter");

const post = "---\ntitle: Lisboa: segunda parte\n---\nHola.";
for (const time of ["first", "second"]) {
  try {
    const { data, content } = matter(post);
    console.log(time, JSON.stringify(data), JSON.stringify(content));
  } catch (error) {
    console.log(time, error.name);
  }
}
JAVASCRIPT
)

tell "Front matter that cannot be read raises the first time and is taken for text the second time." "$seen" \
'first YAMLException
second {} "---\ntitle: Lisboa: segunda parte\n---\nHola."'
