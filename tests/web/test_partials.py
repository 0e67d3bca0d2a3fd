"""A partial filled with texts is the same as one that is rendered with them, whatever they are."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.template.base import Node
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from blog.models import SiteSettings
from tests.factories import make_comment, make_label, make_page, make_picture, make_post
from web import partials
from web.partials import KEY, MARK, cached_partial, value_of

ROOT = Path(__file__).parent.parent.parent
HOSTILE = """<b>"'&amp;{}{0}%s%(name)s{{ x }}\\1</script>"""
NAMED = re.compile(r"""cached_(?:include|partial)[ (]["']([\w./]+)["']""")
NAMED_OTHERWISE = {
    *("blog/feeds/atom.xml", "blog/feeds/rss.xml", "blog/gadgets/archive.html"),
    *("comments/_branch.html", "comments/_comment.html"),
}
PLACES = [
    *("/", "/?before=20120109T000000.000000-0", "/archive/", "/2012/", "/2012/01/", "/2012/01/10/"),
    *("/labels/", "/search", "/search?q=hola", "/search?q=nada", "/no-hay/"),
    *("/2012/01/faro.html", "/2012/01/faro.html?reply=1", "/2012/01/corta.html"),
    *("/feeds/posts/default", "/feeds/posts/rss", "/feeds/posts/summary", "/feeds/comments/rss"),
    *("/feeds/comments/default", "/feeds/label/mar/default", "/p/acerca-de.html"),
]


@pytest.fixture
def blog(alice, bob):
    """Make a blog with all that a page may show, in which all that was typed is hostile."""
    alice.name = f"Alicia {HOSTILE}"
    alice.save()
    header, cover = make_picture(), make_picture(tone="tone-3", srcsets={"image/avif": "/a 60w"})
    SiteSettings(
        title=f"Título {HOSTILE}",
        description=f"Descripción {HOSTILE}",
        header_image=header,
        posts_per_page=2,
        feed_text="lead",
        gadgets=["search", "archive", "labels", "profile", "popular"],
    ).save()
    at = datetime(2012, 1, 10, 12, tzinfo=UTC)
    mar = make_label(name="Mar"), make_label(name=f"Etiqueta {HOSTILE}")
    body = (
        f"Hola, *mundo*. {HOSTILE}\n\n"
        + "palabra " * 900
        + "\n\n<!--more-->\n\n## A\n\n## B\n\n## C"
    )
    for day, slug in enumerate(["corta", "otra", "faro", "nueva", "ultima"]):
        post = make_post(
            author=alice,
            title=f"{slug} {HOSTILE}",
            slug=slug,
            body=body if slug != "corta" else "Hola.",
            published_at=at - timedelta(days=2 - day),
            cover=cover if slug in {"faro", "otra"} else None,
            cover_alt=HOSTILE if slug == "faro" else "",
            cover_caption=HOSTILE,
            description=HOSTILE if slug == "faro" else "",
        )
        post.labels.add(*mar)
    faro = next(post for post in alice.posts.all() if post.slug == "faro")
    faro.republications.create(name=HOSTILE, url="https://example.org/?a=1&b='2'", position=0)
    root = make_comment(post=faro, text=HOSTILE, name=HOSTILE, url="https://example.org/?a=1&b='2'")
    reply = make_comment(post=faro, text="Hola", author=alice, parent=root)
    make_comment(post=faro, text="Adiós", name=f"Eva {HOSTILE}", parent=reply)
    removed = make_comment(post=faro, text="No", state="removed")
    make_comment(post=faro, text="Sí", author=bob, parent=removed)
    make_page(title=f"Página {HOSTILE}", slug="acerca-de", menu_position=1)
    return faro


@pytest.fixture
def compared(monkeypatch):
    """Hold each partial that is filled to what Django renders, and return their names."""
    cut, seen = partials.outline, set()

    class Compared(NamedTuple):
        template: str
        shape: tuple[tuple[str, Any], ...]

        def fill(self, texts):
            left = iter(texts)
            values = {name: value_of(part, left) for name, part in self.shape}
            html = cut(self.template, translation.get_language(), self.shape).fill(texts)
            assert html == render_to_string(self.template, values)
            seen.add(self.template)
            return html

    monkeypatch.setattr(partials, "outline", lambda name, _language, shape: Compared(name, shape))
    return seen


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_filled_partial_is_what_django_renders(client, blog, alice, work, compared, language):
    work()
    with translation.override(language):
        for place in [*PLACES, alice.get_absolute_url(), "/label/mar/"]:
            assert client.get(place).status_code in {200, 404}
    sources = [*(ROOT / "templates").rglob("*.html")]
    for app in ("blog", "comments", "web"):
        sources += (ROOT / app).rglob("*.py")
    named = {name for path in sources for name in NAMED.findall(path.read_text())}

    assert len(named) > 25
    assert compared >= named | NAMED_OTHERWISE


def test_a_text_is_escaped_where_the_template_escapes_it():
    def page(text):
        return cached_partial("_search_link.html")(title=text)

    assert 'title="&lt;b&gt;&quot;&#x27;&amp;"' in page("<b>\"'&")
    assert 'title="<b>"' in page(mark_safe("<b>"))
    assert 'title="&lt;b&gt;"' in page("<b>")


def test_what_looks_like_a_mark_in_a_text_is_a_text():
    card = cached_partial("comments/_branch.html")
    text = f"{MARK.format(0)} {MARK.format(1)} &lt;"

    once = card(comment=text, replies=(text, "b"))

    assert once.count(KEY) == 4
    assert once.count("<li>b</li>") == 1
    assert KEY not in card(comment="a", replies=("a", "b"))


def test_nothing_of_one_text_is_left_for_the_next():
    link = cached_partial("_search_link.html")

    first, second = link(title="Secreto"), link(title="Público")

    assert "Secreto" in first
    assert "Secreto" not in second


def test_an_empty_text_and_a_missing_one_have_shapes_of_their_own():
    day = cached_partial("blog/_reading_time.html")

    assert "reading-time" in day(reading_time="1 min")
    assert "reading-time" not in day(reading_time="")
    assert "reading-time" not in day(reading_time=None)


def test_a_partial_that_changes_a_text_is_refused(settings, tmp_path):
    (tmp_path / "louder.html").write_text("{{ text|urlencode }}")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]

    with pytest.raises(ValueError, match=r"louder\.html changes a text"):
        cached_partial("louder.html")(text="a")


def test_html_that_is_filled_is_safe():
    assert isinstance(cached_partial("_search_link.html")(title="a"), SafeString)


@pytest.fixture
def nodes(monkeypatch):
    """Count the nodes of templates that are rendered."""
    rendered = []
    render = Node.render_annotated

    def counted(node, context):
        rendered.append(type(node).__name__)
        return render(node, context)

    monkeypatch.setattr(Node, "render_annotated", counted)

    def cost_of(client, place):
        rendered.clear()
        assert client.get(place).status_code == 200
        return len(rendered)

    return cost_of


def test_a_first_view_renders_as_few_nodes_whatever_it_shows(client, alice, nodes):
    SiteSettings(gadgets=[]).save()
    posts = [make_post(author=alice, title=f"Entrada {n}") for n in range(8)]
    for number, post in enumerate(posts):
        for n in range(12):
            make_comment(post=post, name=f"Lector {number}-{n}", text=f"Comentario {n}")
    for place in (posts[1].get_absolute_url(), "/", "/feeds/posts/default"):
        client.get(place)  # the first of its shape
    type(posts[0]).objects.update(title="Otro título")

    assert nodes(client, posts[2].get_absolute_url()) <= 90
    assert nodes(client, "/") <= 80
    assert nodes(client, "/feeds/posts/default") == 0


def test_more_comments_cost_no_more_nodes(client, alice, nodes):
    one, other = (make_post(author=alice) for _ in range(2))
    for post, number in ((one, 3), (other, 30)):
        for n in range(number):
            make_comment(post=post, name=f"Lector {n}", text=f"Comentario {n}")
    for post in (one, other):
        client.get(post.get_absolute_url())

    few, many = (nodes(client, post.get_absolute_url()) for post in (one, other))

    assert few == many
