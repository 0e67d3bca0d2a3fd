"""A feed opened in a browser is a page that a person can read."""

import pytest

from blog.models import SiteSettings
from tests.factories import make_comment, make_post

SHOWN = """() => {
  getSelection().selectAllChildren(document.documentElement);
  return getSelection().toString();
}"""
"""Return the text that is shown; `innerText` is HTML's alone."""

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("feed", ["posts/default", "posts/rss", "comments/default", "comments/rss"])
def test_a_reader_sees_what_a_feed_is_and_what_it_holds(page, alice, feed):
    post = make_post(author=alice, title="El faro", body="Se *enciende* a las seis.")
    make_comment(post=post, name="Lucía", text="¿Y se apaga?")

    page.goto(f"/feeds/{feed}")
    seen = page.evaluate(SHOWN)
    said = "enciende a las seis" if feed.startswith("posts") else "¿Y se apaga?"

    assert "Esto es una suscripción" in seen
    assert f"/feeds/{feed}" in seen
    assert said in seen
    assert "<p>" not in seen
    assert "urn:uuid" not in seen


def test_a_reader_follows_a_title_to_its_page(page, alice, settings, live_server):
    settings.SITE_URL = live_server.url
    post = make_post(author=alice, title="El faro")

    page.goto("/feeds/posts/default")
    page.locator("a", has_text="El faro").click()
    page.get_by_role("heading", level=1, name="El faro").wait_for()

    assert page.url == f"{live_server.url}{post.get_absolute_url()}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_feed_has_the_site_s_colours_and_fits_a_telephone(open_page, alice, scheme):
    make_post(author=alice, title="Una entrada con un título que no cabe en una sola línea")
    page = open_page(color_scheme=scheme, viewport={"width": 360, "height": 700}, is_mobile=True)

    page.goto("/feeds/posts/default")
    style = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    width = page.evaluate("document.documentElement.scrollWidth")

    assert style == {"light": "oklch(0.985 0.005 85)", "dark": "oklch(0.2 0.006 75)"}[scheme]
    assert width == 360


@pytest.mark.parametrize("feed", ["posts/default", "posts/rss"])
def test_a_feed_has_the_accent_and_the_description_of_the_blog(page, alice, feed):
    SiteSettings(accent="sea", description="De lo que pasa en el puerto").save()

    page.goto(f"/feeds/{feed}")
    hue = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--hue')")

    assert hue == "205"
    assert "De lo que pasa en el puerto" in page.evaluate(SHOWN)
