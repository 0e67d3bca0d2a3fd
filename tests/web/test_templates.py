"""The HTML of pages reads as if a person had written it."""

import re
from datetime import UTC, datetime

import pytest

from tests.factories import make_comment, make_label, make_page, make_post
from web.templates import trimmed

PLACES = [
    *("/", "/archive/", "/2012/", "/2012/01/", "/labels/", "/label/mar/", "/author/alicia-nunez/"),
    *("/search", "/search?q=faro", "/search?q=nada", "/p/acerca-de.html", "/no-hay/"),
    *("/2012/01/el-faro.html", "/2012/01/el-faro.html?reply=1"),
]
AS_TYPED = re.compile(r"<(pre|textarea)\b.*?</\1>", re.DOTALL)


@pytest.fixture
def posts(alice):
    post = make_post(
        author=alice,
        title="El faro",
        body="```\na\n\n\nb\n```",
        published_at=datetime(2012, 1, 10, tzinfo=UTC),
    )
    post.labels.add(make_label(name="Mar"))
    make_comment(post=post, text="Uno.")
    make_page(title="Acerca de", slug="acerca-de", menu_position=1)


@pytest.mark.parametrize("place", PLACES)
def test_a_page_begins_with_its_doctype_and_has_no_gaps(client, posts, place):
    page = client.get(place).text

    assert page.startswith("<!DOCTYPE html>\n<html ")
    assert re.search(r"<title>[^\s<][^\n<]*[^\s<]</title>", page)
    assert re.findall(r"\n[ \t]*\n[ \t]*\n", AS_TYPED.sub("<pre>", page)) == []


def test_lines_of_mere_tags_are_left_out_and_nothing_else():
    source = (
        "{% load i18n %}\n"
        "<p>\n"
        "  {% if a %}\n"
        "    {{ a }}\n"
        "  {% else %} {# none #}\n"
        '    {% translate "No" %}\n'
        "  {% endif %}\n"
        "  {% if b %}<i>{{ b }}</i>{% endif %}\n"
        '  {% url "home" as home %}\n'
        "</p>\n"
    )

    assert trimmed(source) == (
        "{% load i18n %}"
        "<p>\n"
        "{% if a %}"
        "    {{ a }}\n"
        "{% else %} {# none #}"
        '    {% translate "No" %}\n'
        "{% endif %}"
        "  {% if b %}<i>{{ b }}</i>{% endif %}\n"
        '{% url "home" as home %}'
        "</p>\n"
    )


def test_a_text_to_translate_stays_as_it_is():
    source = "{% blocktranslate %}\n  Two\n  lines\n{% endblocktranslate %}\n"

    assert trimmed(source) == source
