#!/usr/bin/env bash
# Spanish writes «9:30 a. m.», with a blank, and browsers and phones do so too. dateparser knows
# «a.m.» alone. With the blank it finds no date in the text; left to find the language by itself, it
# gives the present moment for a morning years ago.
set -euo pipefail
source "$(dirname "$0")/_sandbox.sh"

install_python dateparser==1.5.0

seen=$("$python" <<'PYTHON'
import datetime

import dateparser


def told(moment):
    if moment is None:
        return "nothing"
    return "today" if moment.date() == datetime.date.today() else moment.strftime("%H:%M of a day in %Y")


for text in ["28/11/2020 9:30 a.m.", "28/11/2020 9:30 a. m."]:
    given, found = dateparser.parse(text, languages=["es"]), dateparser.parse(text)
    print(text, "| es:", told(given), "| any:", told(found))
PYTHON
)

tell "A date with «a. m.», as Spanish writes it, is nothing where the language is given and today where it is not." "$seen" \
"28/11/2020 9:30 a.m. | es: 09:30 of a day in 2020 | any: 09:30 of a day in 2020
28/11/2020 9:30 a. m. | es: nothing | any: today"
