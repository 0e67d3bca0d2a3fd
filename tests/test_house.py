"""The house holds: who may import whom, and where HTML is trusted."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FLOORS = ["accounts", "blog", "comments", "config"]
"""From the ground up: each may import what stands below it."""


@pytest.mark.parametrize("app", FLOORS)
def test_an_app_imports_only_what_it_stands_on(app):
    above = set(FLOORS[FLOORS.index(app) + 1 :])

    upward = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in (ROOT / app).rglob("*.py")
        for name in _imports(path)
        if name.partition(".")[0] in above
    }

    assert upward == set()


def test_html_is_made_of_typed_text_in_one_place_and_of_data_in_another():
    trusting = {
        str(path.relative_to(ROOT))
        for app in FLOORS
        for path in (ROOT / app).rglob("*.py")
        if re.search(r"\bmark_safe\b|\bSafeString\(", path.read_text())
    }

    assert trusting == {"blog/markup.py", "blog/data_block.py"}


def test_a_block_of_data_is_opened_where_its_text_is_made_harmless():
    opening = {
        str(path.relative_to(ROOT))
        for folder in (*FLOORS, "templates")
        for path in (ROOT / folder).rglob("*.*")
        if path.suffix in {".py", ".html"} and "ld+json" in path.read_text()
    }

    assert opening == {"blog/data_block.py"}


def test_templates_trust_only_html_made_on_save():
    trusted = {
        match
        for path in (ROOT / "templates").rglob("*.html")
        for match in re.findall(r"[\w.]+(?=\s*\|\s*safe\b)", path.read_text())
    }

    assert {name for name in trusted if not name.endswith("_html")} == set()


def test_templates_hold_no_inline_script_or_style():
    inline = {
        f"{path.relative_to(ROOT)}: {match}"
        for path in (ROOT / "templates").rglob("*.html")
        for match in re.findall(
            r"<style\b|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\bsrc=)", path.read_text()
        )
    }

    assert inline == set()


def _imports(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
