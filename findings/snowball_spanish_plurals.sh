#!/usr/bin/env bash
# A stemmer is there to find plurals. Snowball's Spanish one takes -en for the ending of a verb, so
# «imagen» loses it and «imágenes» does not; «ciudad» loses an ending that «ciudades» keeps, and
# «blogs» keeps its s. Such words are found only in the number they were written in.
set -euo pipefail
source "$(dirname "$0")/_sandbox.sh"

install_python snowballstemmer==3.1.1

seen=$("$python" <<'PYTHON'
import snowballstemmer

stem = snowballstemmer.stemmer("spanish").stemWord
for one, many in [
    ("canción", "canciones"),
    ("imagen", "imágenes"),
    ("origen", "orígenes"),
    ("ciudad", "ciudades"),
    ("luz", "luces"),
    ("café", "cafés"),
    ("blog", "blogs"),
]:
    print(one, stem(one), many, stem(many))
PYTHON
)

tell "«imagen» and «imágenes» have different stems, and so have five more pairs of these seven." "$seen" \
"canción cancion canciones cancion
imagen imag imágenes imagen
origen orig orígenes origen
ciudad ciud ciudades ciudad
luz luz luces luc
café caf cafés cafes
blog blog blogs blogs"
