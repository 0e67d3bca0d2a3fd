#!/usr/bin/env bash
# ts_rank weighs how near the words of a query stand, and from a hundred words apart on gives the
# least number it knows. A post about both words, pages apart, is worth next to nothing to someone
# who asks for both with «and»; to one who asks for either with «or», the same post is worth much.
set -euo pipefail
source "$(dirname "$0")/_sandbox.sh"

install_node @electric-sql/pglite@0.5.17

seen=$(node <<'JAVASCRIPT'
const { PGlite } = require("@electric-sql/pglite");

(async () => {
  const database = await PGlite.create();
  const rank = async (text, query) => {
    const sql = "SELECT ts_rank(to_tsvector('simple', $1), to_tsquery('simple', $2))::text";
    return (await database.query(sql, [text, query])).rows[0].ts_rank;
  };
  const apart = (count) => `mar ${"x ".repeat(count)}sol`;
  for (const count of [0, 20, 100, 500]) {
    console.log(count, "words between:", await rank(apart(count), "mar & sol"));
  }
  console.log(500, "words between, either:", await rank(apart(500), "mar | sol"));
})();
JAVASCRIPT
)

tell "For ts_rank two words a hundred words apart are worth 1e-16 with «and», but much with «or»." "$seen" \
"0 words between: 0.09910322
20 words between: 0.0011084633
100 words between: 1e-16
500 words between: 1e-16
500 words between, either: 0.06079271"
