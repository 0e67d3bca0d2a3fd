"""The documents tell the truth where a machine can see it: links, settings, targets, words."""

import re
from pathlib import Path
from urllib.parse import unquote

import polib
import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = (".", "bench", "deploy", "docs", "findings")
DOCUMENTS = sorted(path for folder in FOLDERS for path in (ROOT / folder).glob("*.md"))

LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCE = re.compile(r"^(`{3,}).*?^\1$", re.DOTALL | re.MULTILINE)
CODE = re.compile(r"`[^`\n]*`")
SETTING = re.compile(r"env\.\w+\(\s*\"(\w+)\"")
ROW = re.compile(r"^\| `([A-Z][A-Z_]+)` \|", re.MULTILINE)
BESIDE = {"DJANGO_SUPERUSER_USERNAME", "SAMPLE"}
"""Read elsewhere: by `first_run/ownership.py` and the Makefile."""


def prose(document):
    """Return a document without its examples, in which nothing links."""
    return CODE.sub("", FENCE.sub("", document.read_text()))


def name(document):
    return str(document.relative_to(ROOT))


def headings(document):
    """Return the anchors that a forge makes of the headings."""
    text = FENCE.sub("", document.read_text())
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_a_link_in_a_document_leads_somewhere(document):
    astray = []
    for link in LINK.findall(prose(document)):
        address, _, anchor = unquote(link).partition("#")
        if "://" in address:
            continue
        target = (document.parent / address).resolve() if address else document
        if not target.exists() or (anchor and anchor not in headings(target)):
            astray.append(link)

    assert astray == []


def test_the_tables_of_settings_name_every_setting_and_no_other():
    known = set(SETTING.findall((ROOT / "config/settings.py").read_text())) | BESIDE

    assert set(ROW.findall((ROOT / "docs/operators.md").read_text())) == known
    assert set(ROW.findall((ROOT / "docs/operar.md").read_text())) == known


def test_every_target_that_a_document_names_is_in_the_makefile():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {
        target
        for document in DOCUMENTS
        for target in re.findall(r"(?:`|^\s*)make ([a-z-]+)", document.read_text(), re.MULTILINE)
    }

    assert named - targets == set()


def test_the_screen_says_what_the_glossary_says_that_it_says():
    catalogue = polib.pofile(str(ROOT / "locale/es/LC_MESSAGES/django.po"))
    screen = "\n".join(
        said.lower()
        for entry in catalogue
        for said in [entry.msgstr, *entry.msgstr_plural.values()]
    )
    glossary = (ROOT / "docs/glossary.md").read_text()
    told = re.findall(r"^\| [^|]+ \| ([^|*]+) \| [^|]+ \|$", glossary, re.MULTILINE)
    words = {word for cell in told for word in cell.split(", ")} - {"Screen", "---"}

    assert {word for word in words if word.lower() not in screen} == set()
