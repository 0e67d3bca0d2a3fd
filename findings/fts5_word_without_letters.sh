#!/usr/bin/env bash
# In SQLite's FTS5 a blank between two words of a query means AND, its documentation says. But a
# phrase of signs alone, which holds no word, is passed over after a blank and matches nothing after
# AND: a search box that quotes what was typed and joins it with AND finds no post for «blog +».
set -euo pipefail
source "$(dirname "$0")/_sandbox.sh"

install_python apsw==3.54.1.0

seen=$("$python" <<'PYTHON'
import apsw

database = apsw.Connection(":memory:")
database.execute("CREATE VIRTUAL TABLE post USING fts5(body)")
database.execute("INSERT INTO post VALUES ('Mi blog de viajes')")
print("SQLite", apsw.sqlite_lib_version())
for query in ['"blog" "viajes"', '"blog" AND "viajes"', '"blog" "+"', '"blog" AND "+"']:
    found = database.execute("SELECT count(*) FROM post WHERE post MATCH ?", [query]).get
    print(f"{query:20} {found}")
PYTHON
)

tell "A quoted sign is passed over after a blank, but after AND nothing is found." "$seen" \
'SQLite 3.54.1
"blog" "viajes"      1
"blog" AND "viajes"  1
"blog" "+"           1
"blog" AND "+"       0'
