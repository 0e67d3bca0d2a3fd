"""The house holds: who may import whom, and where HTML is trusted."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FLOORS = [
    {"web"},
    {"database", "images"},
    {"accounts"},
    {"blog"},
    {"comments"},
    {"desk", "pagecache", "worker"},
    {"first_run"},
    {"config"},
]
"""From the ground up: each package may import what stands below it, and nothing beside it."""

PACKAGES = sorted(set().union(*FLOORS))
LOOSE = {"__init__", "apps", "blogger", "changes", "receivers", "site", "sql", "urls", "views"}
"""The modules of `blog` that stand in no package of it."""

SQL_WITH_TWINS = {"blog/sql.py", "comments/sql.py"}
"""Whose queries a test holds equal to the ORM's."""

SQL_WITHOUT_TWINS = {
    *("blog/counts/recount.py", "database/triggers.py", "pagecache/triggers.py"),
    *("blog/search/sqlite.py", "blog/search/postgres.py", "blog/statistics/storage.py"),
    *("pagecache/disk.py", "pagecache/edition.py"),
}
"""What the ORM can't say, or has no model for: ARCHITECTURE tells of each."""


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_imports_only_what_it_stands_on(package):
    floor = next(place for place, packages in enumerate(FLOORS) if package in packages)
    not_below = set().union(*FLOORS[floor:]) - {package}

    upward = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in (ROOT / package).rglob("*.py")
        for name in _imports(path)
        if name.partition(".")[0] in not_below
    }

    assert upward == set()


def test_the_blogs_modules_stand_in_packages():
    assert {path.stem for path in (ROOT / "blog").glob("*.py")} == LOOSE


def test_a_package_says_what_it_knows():
    silent = {
        str(path.parent.relative_to(ROOT))
        for app in PACKAGES
        for path in (ROOT / app).rglob("__init__.py")
        if not {"migrations", "management", "templatetags"} & {*path.parts}
        and not ast.get_docstring(ast.parse(path.read_text()))
    }

    assert silent == set()


def test_the_architecture_is_told_at_a_sitting():
    assert len((ROOT / "ARCHITECTURE.md").read_text().splitlines()) <= 250


def test_no_files_import_each_other_in_a_circle():
    graph = {name: _modules_named(path) for name, path in MODULES.items()}

    assert _in_a_circle(graph) == set()


def test_sql_is_written_out_by_hand_in_few_places():
    writing = {
        str(path.relative_to(ROOT))
        for app in PACKAGES
        for path in (ROOT / app).rglob("*.py")
        if "migrations" not in path.parts
        and re.search(r"\.(?:raw|execute|executemany)\(|\bfetch_rows\(", path.read_text())
    }

    assert writing == {"database/raw_sql.py", *SQL_WITH_TWINS, *SQL_WITHOUT_TWINS}


def test_html_is_made_of_typed_text_of_data_and_of_pieces_in_one_place_each():
    trusting = {
        str(path.relative_to(ROOT))
        for app in PACKAGES
        for path in (ROOT / app).rglob("*.py")
        if re.search(r"\bmark_safe\b|\bSafeString\(", path.read_text())
    }

    assert trusting == {
        *("blog/markup/__init__.py", "blog/seo/data_block.py", "web/partials.py"),
        "web/page_parts.py",  # a mark of its own making
    }


def test_a_block_of_data_is_opened_where_its_text_is_made_harmless():
    opening = {
        str(path.relative_to(ROOT))
        for folder in (*PACKAGES, "templates")
        for path in (ROOT / folder).rglob("*.*")
        if path.suffix in {".py", ".html"} and "ld+json" in path.read_text()
    }

    assert opening == {"blog/seo/data_block.py"}


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
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _name(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {_name(path): path for app in PACKAGES for path in (ROOT / app).rglob("*.py")}


def _modules_named(path):
    """Return the modules of ours that a file imports; of a package, only if it asks for its names.

    `from blog.markup import rules` asks for the module `rules`, not for what is in `markup`.
    """
    named = {name for name in _imports(path) if name in MODULES}
    parents = {name.rpartition(".")[0] for name in named if _is_asked_as_module(path, name)}
    return named - parents


def _is_asked_as_module(path, name):
    package, _, last = name.rpartition(".")
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module == package
        and {alias.name for alias in node.names} <= {last} | _submodules(package)
        for node in ast.walk(ast.parse(path.read_text()))
    )


def _submodules(package):
    return {name.rpartition(".")[2] for name in MODULES if name.rpartition(".")[0] == package}


def _in_a_circle(graph):
    """Return the modules that lead back to themselves: what is left when leaves are taken off."""
    graph = {name: set(named) for name, named in graph.items()}
    while leaves := {name for name, named in graph.items() if not named & graph.keys()}:
        graph = {name: named for name, named in graph.items() if name not in leaves}
    return {name for name, named in graph.items() if named}
