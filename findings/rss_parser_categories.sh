#!/usr/bin/env bash
# rss-parser gives an item's labels as a list of texts, until one of them has an attribute: that one
# is an object with the keys `_` and `$`. WordPress writes `domain` in its exports, so code that was
# tried on its feeds stops at its exports. An Atom entry has no labels at all.
set -euo pipefail
source "$(dirname "$0")/_sandbox.sh"

install_node rss-parser@3.13.0

seen=$(node <<'JAVASCRIPT'
const Parser = require("rss-parser");

const rss = (labels) => `<rss version="2.0"><channel><item><title>x</title>${labels}</item></channel></rss>`;
const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>x</title><category term="Mar"/></entry></feed>`;
const feeds = [
  rss("<category>Mar</category><category>Sol</category>"),
  rss('<category domain="post_tag">Mar</category><category>Sol</category>'),
  atom,
];
(async () => {
  for (const feed of feeds) {
    const { items } = await new Parser().parseString(feed);
    console.log(JSON.stringify(items[0].categories));
  }
})();
JAVASCRIPT
)

tell "A label with an attribute is an object among texts, and labels of Atom are not read." "$seen" \
'["Mar","Sol"]
[{"_":"Mar","$":{"domain":"post_tag"}},"Sol"]
undefined'
