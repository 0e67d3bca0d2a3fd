#!/usr/bin/env bash
# A link with a small portrait and a name, marked as h-card and nothing more, is the name of whoever
# wrote. The rule of microformats asks for an only child, and text is no child: the parsers take the
# picture's alternative text for the name and leave out the name that stands beside it.
set -euo pipefail
source "$(dirname "$0")/_sandbox.sh"

install_python mf2py==2.0.2
install_node microformats-parser@2.0.6

card='<a class="h-card" href="/ana"><img src="/ana.jpg" alt="Una mujer en la playa"> Ana Ruiz</a>'

seen=$(
    "$python" - "$card" <<'PYTHON'
import sys

import mf2py

print("mf2py", mf2py.parse(doc=sys.argv[1], url="https://blog.example/")["items"][0]["properties"]["name"][0])
PYTHON
    node - "$card" <<'JAVASCRIPT'
const { mf2 } = require("microformats-parser");

const [item] = mf2(process.argv[2], { baseUrl: "https://blog.example/" }).items;
console.log("microformats-parser", item.properties.name[0]);
JAVASCRIPT
)

tell "The name of an h-card is its picture's alternative text, though the name is written beside it." "$seen" \
"mf2py Una mujer en la playa
microformats-parser Una mujer en la playa"
