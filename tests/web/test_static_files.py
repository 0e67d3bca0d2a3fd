"""Static files as they are collected: sheets joined, and never an old one."""

import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from web import static_files

SITE = """/* In this order. */

@import "a.css";
@import "b.css";
@import "c.css" print;
"""


@pytest.fixture
def sources(settings, tmp_path):
    """Return a folder with a site of three sheets and a picture, to be collected from."""
    folder = tmp_path / "sources"
    for name, content in {
        "css/site.css": SITE,
        "css/a.css": "@layer base, top;\n",
        "css/b.css": '@layer top {\n  p {\n    background: url("../img/b.svg");\n  }\n}\n',
        "css/c.css": "nav {\n  display: none;\n}\n",
        "img/b.svg": "<svg/>",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content)
    settings.STATICFILES_DIRS = [folder]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "web.static_files.HashedFiles"},
    }
    return folder


def collected(settings):
    """Return the name of the site's sheet, as pages link to it, and its text."""
    names = json.loads((settings.STATIC_ROOT / "staticfiles.json").read_text())["paths"]
    return names["css/site.css"], (settings.STATIC_ROOT / names["css/site.css"]).read_text()


def test_a_sheet_holds_its_imports_in_their_order(settings, sources):
    static_files.collect()

    name, joined = collected(settings)

    assert re.fullmatch(r"css/site\.[0-9a-f]{12}\.css", name)
    assert re.sub(r"b\.[0-9a-f]{12}\.svg", "b.svg", joined) == (
        "/* In this order. */\n\n"
        "@layer base, top;\n\n"
        '@layer top {\n  p {\n    background: url("../img/b.svg");\n  }\n}\n\n'
        "@media print {\nnav {\n  display: none;\n}\n}\n\n"
    )


def test_what_a_joined_sheet_shows_is_there(settings, sources):
    static_files.collect()

    picture = re.search(r"\.\./(img/b\.[0-9a-f]{12}\.svg)", collected(settings)[1])[1]

    assert (settings.STATIC_ROOT / picture).read_text() == "<svg/>"


def test_a_changed_part_makes_a_new_sheet(settings, sources):
    static_files.collect()
    before, _ = collected(settings)
    assert static_files.collect() is False

    (sources / "css" / "c.css").write_text("aside {\n  display: none;\n}\n")

    assert static_files.collect() is True
    after, joined = collected(settings)
    assert after != before
    assert "aside {" in joined
    assert "nav {" not in joined


def test_a_changed_picture_makes_a_new_sheet_too(settings, sources):
    static_files.collect()
    before, _ = collected(settings)

    (sources / "img" / "b.svg").write_text('<svg width="1"/>')
    static_files.collect()

    assert collected(settings)[0] != before


def test_a_sheet_that_is_not_there_stops_the_collecting(sources):
    (sources / "css" / "b.css").unlink()

    with pytest.raises(FileNotFoundError):
        static_files.collect()


@pytest.mark.parametrize("name", ["site", "desk"])
def test_no_line_of_a_list_of_sheets_is_overlooked(name):
    source = re.sub(r"/\*.*?\*/", "", sheet(name), flags=re.DOTALL)

    lines = [line for line in source.splitlines() if line]

    assert [line for line in lines if not static_files.IMPORT.fullmatch(line)] == []
    assert len(set(lines)) == len(lines) > 1


def test_the_first_sheet_orders_the_layers_of_all():
    first = static_files.IMPORT.search(sheet("site"))["name"]

    order = sheet(first.removesuffix(".css")).partition("\n")[0]

    assert order == "@layer reset, tokens, base, layout, components, utilities;"


def sheet(name):
    return Path(finders.find(f"css/{name}.css")).read_text()
