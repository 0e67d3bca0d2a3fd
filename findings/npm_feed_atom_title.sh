#!/usr/bin/env bash
# A title is text: «El elemento <details>» comes out whole in JSON Feed. In Atom the same library
# calls it HTML and does not escape it, so the last word is the beginning of an element and not
# shown. Its Atom labels have a `label` and no `term`, the one attribute that Atom asks for.
set -euo pipefail
source "$(dirname "$0")/_sandbox.sh"

install_node feed@6.0.0

seen=$(node <<'JAVASCRIPT'
const { Feed } = require("feed");

const feed = new Feed({ title: "Blog", id: "https://blog.example/", link: "https://blog.example/" });
feed.addItem({
  title: "El elemento <details>",
  link: "https://blog.example/details",
  date: new Date("2026-11-28T10:00:00Z"),
  category: [{ name: "Web" }],
});
const entry = feed.atom1().split("<entry>")[1];
console.log("JSON", JSON.parse(feed.json1()).items[0].title);
console.log("Atom", entry.match(/<title.*<\/title>/)[0]);
console.log("Atom", entry.match(/<category.*>/)[0]);
JAVASCRIPT
)

tell "A plain title is sent as unescaped HTML in Atom, and a label without its term." "$seen" \
'JSON El elemento <details>
Atom <title type="html"><![CDATA[El elemento <details>]]></title>
Atom <category label="Web"/>'
