#!/usr/bin/env bash
# PostgreSQL's parser knows hosts and file paths before words. «Node.js» is a host and «entrada/salida»
# a path, each one word for the index: neither «node» nor «salida» finds it. A path holds plain letters
# only, so with an accent the cut comes inside the word: «lunes/sábado» is «lunes/s» and «ábado».
set -euo pipefail
source "$(dirname "$0")/_sandbox.sh"

install_node @electric-sql/pglite@0.5.17

seen=$(node <<'JAVASCRIPT'
const { PGlite } = require("@electric-sql/pglite");

(async () => {
  const database = await PGlite.create();
  const ask = async (sql, values) => (await database.query(sql, values, { rowMode: "array" })).rows[0].join(" ");
  console.log(await ask("SELECT 'PostgreSQL ' || current_setting('server_version')"));
  for (const text of ["Node.js", "entrada/salida", "lunes/sábado", "niño/niña"]) {
    console.log(text, "->", await ask("SELECT to_tsvector('simple', $1)::text", [text]));
  }
  console.log(await ask("SELECT to_tsvector('spanish', 'La entrada/salida') @@ to_tsquery('spanish', 'salida')"));
})();
JAVASCRIPT
)

tell "Words joined by a slash or a dot are one word of the index, and an accent after the slash cuts one in two." "$seen" \
"PostgreSQL 18.7
Node.js -> 'node.js':1
entrada/salida -> 'entrada/salida':1
lunes/sábado -> 'lunes/s':1 'ábado':2
niño/niña -> '/ni':2 'niño':1 'ña':3
false"
