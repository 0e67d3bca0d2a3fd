#!/usr/bin/env bash
# A plural with its first form translated and the second still empty is a usual state of a catalogue.
# Three compilers make three things of it: msgfmt keeps the empty form, so the page shows nothing
# at all (and its checks pass); polib leaves the message out, so both forms are untranslated; Babel
# fills in the untranslated plural.
set -euo pipefail
source "$(dirname "$0")/_sandbox.sh"

install_python polib==1.2.0 babel==2.19.0
install_debian gettext=0.21-12 libunistring2 libxml2 libicu72 libgomp1
cat >es.po <<'PO'
msgid ""
msgstr ""
"Language: es\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

msgid "comment"
msgid_plural "comments"
msgstr[0] "comentario"
msgstr[1] ""
PO

"${debian[@]}" msgfmt --check-format -o msgfmt.mo es.po
"$python" -c 'import polib; polib.pofile("es.po").save_as_mofile("polib.mo")'
"$python" -m babel.messages.frontend compile -i es.po -o babel.mo -l es 2>/dev/null
seen=$("$python" <<'PYTHON'
from gettext import GNUTranslations

for compiler in ["msgfmt", "polib", "babel"]:
    with open(f"{compiler}.mo", "rb") as catalogue:
        texts = GNUTranslations(catalogue)
    print(compiler, [texts.ngettext("comment", "comments", n) for n in (1, 2)])
PYTHON
)

tell "Of a plural that is translated by half, msgfmt shows nothing, polib neither form, Babel a mixture." "$seen" \
"msgfmt ['comentario', '']
polib ['comment', 'comments']
babel ['comentario', 'comments']"
