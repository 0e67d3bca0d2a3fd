"""Posts: their permalink, their states, and the addresses they leave behind."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from blog.models import OldAddress, Post
from tests.factories import make_post

MADRID = ZoneInfo("Europe/Madrid")
TITLE = "Social Media Manager: ¿Dentro o fuera?, ¿avanzamos?"

pytestmark = pytest.mark.django_db


def test_the_slug_is_bloggers(alice):
    post = make_post(author=alice, title=TITLE, published_at=datetime(2012, 1, 10, tzinfo=MADRID))

    assert post.get_absolute_url() == "/2012/01/social-media-manager-dentro-o-fuera.html"


@pytest.mark.parametrize(
    "title,slug",
    [
        ("¡Ñandúes y cigüeñas!", "nandues-y-ciguenas"),
        ("A" * 60, "a" * 40),
        ("¿¡!?", "blog-post"),
        ("日本語", "blog-post"),
        ("Una palabra tras otra hasta pasar de cuarenta", "una-palabra-tras-otra-hasta-pasar-de"),
    ],
)
def test_a_title_is_folded_and_cut_between_words(alice, title, slug):
    assert make_post(author=alice, title=title).slug == slug


def test_a_typed_slug_stays(alice):
    assert make_post(author=alice, slug="el-mio").slug == "el-mio"


def test_two_posts_of_one_month_and_title_get_addresses_of_their_own(alice):
    urls = {make_post(author=alice, title="Hola").get_absolute_url() for _ in range(3)}

    assert {url.rpartition("/")[2] for url in urls} == {"hola.html", "hola-2.html", "hola-3.html"}


def test_two_posts_of_different_months_may_share_a_slug(alice):
    first = make_post(author=alice, title="Hola", published_at=datetime(2012, 1, 1, tzinfo=MADRID))
    other = make_post(author=alice, title="Hola", published_at=datetime(2012, 2, 2, tzinfo=MADRID))

    assert first.slug == other.slug == "hola"


def test_a_typed_slug_that_is_taken_is_refused_with_a_reason(alice):
    day = datetime(2012, 1, 10, tzinfo=MADRID)
    make_post(author=alice, slug="hola", published_at=day)
    post = Post(author=alice, title="Otra", body="x", slug="hola", published_at=day)

    with pytest.raises(ValidationError) as refusal:
        post.full_clean()

    assert set(refusal.value.message_dict) == {"slug"}


def test_one_date_says_draft_scheduled_or_live(alice):
    draft = make_post(author=alice, published_at=None)
    scheduled = make_post(author=alice, published_at=timezone.now() + timedelta(hours=1))
    live = make_post(author=alice)

    assert [p.state for p in (draft, scheduled, live)] == ["draft", "scheduled", "live"]
    assert list(Post.objects.published()) == [live]
    assert list(Post.objects.in_state("draft")) == [draft]
    assert list(Post.objects.in_state("scheduled")) == [scheduled]


def test_a_scheduled_post_appears_at_its_time_with_no_job_running(client, alice, time_machine):
    time_machine.move_to(datetime(2026, 3, 1, 11, 59, tzinfo=UTC), tick=False)
    make_post(author=alice, slug="cita", published_at=datetime(2026, 3, 1, 12, tzinfo=UTC))
    assert client.get("/2026/03/cita.html").status_code == 404

    time_machine.move_to(datetime(2026, 3, 1, 12, 0, tzinfo=UTC), tick=False)

    assert client.get("/2026/03/cita.html").status_code == 200


def test_a_changed_slug_leaves_a_redirect(client, alice):
    post = make_post(author=alice, slug="vieja", published_at=datetime(2012, 1, 10, tzinfo=MADRID))

    post.slug = "nueva"
    post.save()

    response = client.get("/2012/01/vieja.html?reply=3")
    assert response.status_code == 301
    assert response["Location"] == "/2012/01/nueva.html?reply=3"


def test_every_old_address_leads_to_where_the_post_is_now(client, alice):
    post = make_post(author=alice, slug="uno", published_at=datetime(2012, 1, 10, tzinfo=MADRID))
    post.slug = "dos"
    post.save()
    post.publish(at=datetime(2013, 5, 1, tzinfo=MADRID))

    for old in ("/2012/01/uno.html", "/2012/01/dos.html"):
        assert client.get(old)["Location"] == "/2013/05/dos.html"


def test_an_address_taken_back_is_no_redirect_any_more(client, alice):
    post = make_post(author=alice, slug="uno", published_at=datetime(2012, 1, 10, tzinfo=MADRID))
    post.slug = "dos"
    post.save()
    post.slug = "uno"
    post.save()

    assert client.get("/2012/01/uno.html").status_code == 200
    assert client.get("/2012/01/dos.html").status_code == 301


def test_a_post_taken_back_and_published_again_keeps_its_readers(client, alice):
    post = make_post(author=alice, slug="uno", published_at=datetime(2012, 1, 10, tzinfo=MADRID))
    post.unpublish()
    assert client.get("/2012/01/uno.html").status_code == 404

    post.publish(at=datetime(2014, 1, 1, tzinfo=MADRID))

    assert client.get("/2012/01/uno.html")["Location"] == "/2014/01/uno.html"


def test_nobody_takes_the_old_address_of_anothers_post(client, alice, bob):
    day = datetime(2012, 1, 10, tzinfo=MADRID)
    post = make_post(author=alice, slug="uno", published_at=day)
    post.slug = "dos"
    post.save()

    taker = make_post(author=bob, slug="uno", published_at=day)

    assert taker.get_absolute_url() == "/2012/01/uno-2.html"
    assert client.get("/2012/01/uno.html")["Location"] == "/2012/01/dos.html"


def test_a_draft_leaves_no_redirects(alice):
    post = make_post(author=alice, slug="uno", published_at=None)
    post.slug = "dos"
    post.save()

    assert not OldAddress.objects.exists()


def test_the_zone_of_the_site_says_the_month_of_the_address(alice):
    post = make_post(
        author=alice, slug="uvas", published_at=datetime(2011, 12, 31, 23, 30, tzinfo=UTC)
    )

    assert post.get_absolute_url() == "/2012/01/uvas.html"


def test_the_summary_is_the_excerpt_or_the_start_of_the_text(alice):
    assert make_post(author=alice, excerpt="Breve.").summary == "Breve."
    assert make_post(author=alice, body="Uno *dos*\n\n3 & 4 < 5").summary == "Uno dos 3 & 4 < 5"
    assert len(make_post(author=alice, body="palabra " * 500).summary) <= 200
