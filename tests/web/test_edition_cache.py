"""What pages share is kept for an edition, and for no longer."""

import pytest
from django.test import Client
from django.utils.safestring import mark_safe

from blog.models import SiteSettings
from blog.templatetags.blog import cached_include
from blog.templatetags.feeds import FeedAddress
from tests.factories import make_comment, make_label, make_post
from web import edition_cache

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(monkeypatch):
    """Return the way to another edition, as whoever watches it would call it."""
    monkeypatch.setattr(edition_cache, "_kept", None)
    edition_cache.turn_to(1)
    return edition_cache.turn_to


def test_where_nobody_watches_nothing_is_remembered(monkeypatch):
    monkeypatch.setattr(edition_cache, "_kept", None)
    made = iter(range(9))

    assert [edition_cache.cached_for_edition("one", lambda: next(made)) for _ in range(2)] == [0, 1]


def test_what_was_begun_before_the_edition_moved_is_forgotten_with_it(edition):
    def make_while_it_moves():
        edition(2)
        return "old"

    assert edition_cache.cached_for_edition("one", make_while_it_moves) == "old"
    assert edition_cache.cached_for_edition("one", lambda: "new") == "new"


def test_it_does_not_grow_without_end(edition):
    for number in range(edition_cache.MAX_ENTRIES + 1):
        edition_cache.cached_for_edition(number, object)

    assert edition_cache.cached_for_edition(0, lambda: "anew") == "anew"


def test_a_page_shows_what_the_edition_has(client, alice, edition):
    SiteSettings(title="El cuaderno").save()
    post = make_post(author=alice, title="El faro")
    first = client.get(post.get_absolute_url()).text

    SiteSettings(title="La libreta").save()
    make_post(author=alice, title="La niebla").labels.add(make_label(name="Mar"))
    same = client.get(post.get_absolute_url()).text
    edition(2)
    second = client.get(post.get_absolute_url()).text

    assert "El cuaderno" in first
    assert "El cuaderno" in same
    assert "La libreta" in second
    assert ">Mar<" not in first
    assert ">Mar<" in second


def test_whoever_is_signed_in_sees_what_there_is(client, alice, edition):
    SiteSettings(title="El cuaderno").save()
    client.get("/")
    SiteSettings(title="La libreta").save()
    alices = Client()
    alices.force_login(alice)

    assert "La libreta" in alices.get("/").text
    assert "La libreta" not in client.get("/").text


def test_a_page_asks_no_more_once_the_edition_is_known(
    client, alice, edition, django_assert_num_queries
):
    post = make_post(author=alice)
    for _ in range(50):
        make_comment(post=post)
    client.get(post.get_absolute_url())
    client.get("/")

    with django_assert_num_queries(3):
        client.get(post.get_absolute_url())
    with django_assert_num_queries(4):
        client.get("/")


def test_a_safe_value_is_not_taken_for_the_same_text_that_is_not():
    def page(title):
        return cached_include(
            "blog/_subscription.html", feeds=(FeedAddress("Atom", "t", "/f"),), what=title
        )

    assert "&lt;b&gt;" in page("<b>")
    assert "<b>" in page(mark_safe("<b>"))
    assert "&lt;b&gt;" in page("<b>")


def test_what_is_made_of_equal_values_is_never_stale(client, alice, edition):
    post = make_post(author=alice, title="El faro")
    comment = make_comment(post=post, text="Precioso.")
    page = post.get_absolute_url()
    client.get(page)
    client.get("/")

    comment.text = "Horrible."
    comment.save()
    alice.name = "Otra"
    alice.save()
    type(post).objects.update(title="La niebla")
    edition(2)
    text, home = client.get(page).text, client.get("/").text

    assert "Horrible." in text
    assert "Precioso." not in text
    for read in (text, home):
        assert "Otra" in read
        assert "La niebla" in read
        assert "El faro" not in read
