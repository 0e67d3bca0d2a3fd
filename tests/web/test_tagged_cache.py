"""What pages share is kept until it changes, and for no longer."""

from itertools import count

import pytest
from django.test import Client
from django.utils.safestring import mark_safe

from blog.models import SiteSettings
from blog.templatetags.blog import cached_include
from blog.templatetags.feeds import FeedAddress
from tests.factories import make_comment, make_label, make_post
from web import tagged_cache
from web.page_tags import Moves, note, noting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def forgotten(monkeypatch):
    """Begin as a process does, and leave nothing to other tests."""
    monkeypatch.setattr(tagged_cache, "_moves", Moves())
    monkeypatch.setattr(tagged_cache, "_kept", {})


@pytest.fixture
def move():
    """Return what moves tags, or everything, as whoever watches would tell of it."""
    numbers = count(1)

    def move(*tags):
        number = next(numbers)
        tagged_cache.hear(number, dict.fromkeys(tags, number) if tags else None)

    move()
    return move


def made_of(tag, value="made"):
    note(tag)
    return value


def test_where_nobody_watches_nothing_is_remembered():
    made = iter(range(9))

    assert [tagged_cache.cached("one", lambda: next(made)) for _ in range(2)] == [0, 1]


def test_it_is_kept_until_a_tag_of_its_own_moves(move):
    def cached(value):
        return tagged_cache.cached("one", lambda: made_of("post:1", value))

    assert [cached("first"), cached("second")] == ["first", "first"]
    move("post:2")
    assert cached("third") == "first"
    move("post:1")
    assert cached("fourth") == "fourth"
    move()
    assert cached("fifth") == "fifth"


def test_whoever_is_given_what_was_kept_is_made_of_its_tags_too(move):
    for _ in range(2):
        with noting() as tags:
            tagged_cache.cached("one", lambda: made_of("post:1"))
        assert tags == {"post:1"}


def test_what_moves_while_it_is_made_is_not_kept(move):
    def make_while_it_moves():
        move("post:1")
        return made_of("post:1", "old")

    assert tagged_cache.cached("one", make_while_it_moves) == "old"
    assert tagged_cache.cached("one", lambda: "new") == "new"


def test_while_nothing_would_be_heard_of_nothing_is_kept(move):
    tagged_cache.cached("one", lambda: "old")
    tagged_cache.hear(0, None)

    assert [tagged_cache.cached("one", iter([1, 2]).__next__) for _ in range(1)] == [1]
    assert tagged_cache.cached("one", lambda: 2) == 2


def test_it_does_not_grow_without_end(move):
    for number in range(tagged_cache.MAX_ENTRIES + 1):
        tagged_cache.cached(number, object)

    assert tagged_cache.cached(0, lambda: "anew") == "anew"


def test_a_page_shows_what_was_kept_until_that_moves(client, alice, move):
    SiteSettings(title="El cuaderno").save()
    post = make_post(author=alice, title="El faro")
    first = client.get(post.get_absolute_url()).text

    SiteSettings(title="La libreta").save()
    make_post(author=alice, title="La niebla").labels.add(make_label(name="Mar"))
    same = client.get(post.get_absolute_url()).text
    move("settings", "post:1", "labels")
    second = client.get(post.get_absolute_url()).text

    assert "El cuaderno" in first
    assert "El cuaderno" in same
    assert "La libreta" in second
    assert ">Mar<" not in first
    assert ">Mar<" in second


def test_whoever_is_signed_in_sees_what_there_is(client, alice, move):
    SiteSettings(title="El cuaderno").save()
    client.get("/")
    SiteSettings(title="La libreta").save()
    alices = Client()
    alices.force_login(alice)

    assert "La libreta" in alices.get("/").text
    assert "La libreta" not in client.get("/").text


def test_a_page_asks_no_more_once_what_pages_share_is_known(
    client, alice, move, django_assert_num_queries
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


def test_what_is_made_of_equal_values_is_never_stale(client, alice, move):
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
    move()
    text, home = client.get(page).text, client.get("/").text

    assert "Horrible." in text
    assert "Precioso." not in text
    for read in (text, home):
        assert "Otra" in read
        assert "La niebla" in read
        assert "El faro" not in read
