"""Writing a post in the admin: its date, its author, and what comes of its buttons."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from blog.models import OldAddress, Post
from tests.desk.post_form import form_of, typed, typed_again
from tests.factories import make_comment, make_label, make_post
from tests.picture_files import picture_file

ADD = "/admin/blog/post/add/"

pytestmark = pytest.mark.django_db


def test_an_author_writes_the_post_of_2012_with_its_date(client, alice):
    client.force_login(alice)
    title = "Social Media Manager: ¿Dentro o fuera?, ¿avanzamos?"

    client.post(
        ADD,
        typed(
            title,
            "Un “manager”…  dos espacios.",
            published_at_0="10/01/2012",
            published_at_1="9:30",
        ),
    )

    post = Post.objects.get()
    assert post.author == alice
    assert post.path == "2012/01/social-media-manager-dentro-o-fuera.html"
    assert post.published_at == datetime(2012, 1, 10, 8, 30, tzinfo=UTC)
    assert post.body == "Un “manager”…  dos espacios."


def test_without_a_date_it_is_a_draft(client, alice):
    client.force_login(alice)

    client.post(ADD, typed())

    assert Post.objects.get().state == Post.State.DRAFT


def test_the_button_publishes_now(client, alice):
    client.force_login(alice)

    client.post(ADD, typed(_publish="1"))

    assert Post.objects.get().is_live


def test_the_button_leaves_a_date_that_was_typed(client, alice):
    client.force_login(alice)
    later = timezone.now().replace(microsecond=0) + timedelta(days=3)

    client.post(ADD, typed(published_at=later, _publish="1"))

    assert Post.objects.get().published_at == later


def test_the_button_makes_a_draft_of_a_live_post(client, alice):
    post = make_post(author=alice)
    client.force_login(alice)

    client.post(form_of(post), typed_again(post, _unpublish="1"))

    post.refresh_from_db()
    assert post.state == Post.State.DRAFT


def test_saving_without_a_change_leaves_no_redirect(client, alice):
    post = make_post(author=alice)
    client.force_login(alice)

    client.post(form_of(post), typed_again(post))

    assert not OldAddress.objects.exists()


def test_a_changed_slug_leaves_a_redirect_that_the_form_shows(client, alice):
    post = make_post(author=alice, slug="antes")
    old = post.get_absolute_url()
    client.force_login(alice)

    client.post(form_of(post), typed_again(post, slug="despues"))

    post.refresh_from_db()
    assert client.get(old)["Location"] == post.get_absolute_url()
    assert old in client.get(form_of(post)).text


@pytest.mark.parametrize(
    "date,time",
    [
        ("31/02/2012", "9:30"),
        ("10/01/0001", "9:30"),
        ("10/01/9999", "9:30"),
        ("mañana", ""),
        ("10/01/2012", "25:99"),
        ("25/03/2012", "2:30"),
    ],
)
def test_a_date_that_never_was_is_explained(client, alice, date, time):
    client.force_login(alice)

    response = client.post(ADD, typed(published_at_0=date, published_at_1=time))

    assert response.status_code == 200
    assert "errorlist" in response.text
    assert not Post.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"title": "a" * 251},
        {"title": "nulo \0"},
        {"body": "nulo \0"},
        {"slug": "con espacios y ñ"},
        {"canonical_url": "javascript:alert(1)"},
        {"labels": "a" * 61},
        {"labels": ",".join(map(str, range(21)))},
    ],
)
def test_what_cannot_be_is_explained_and_nothing_typed_is_lost(client, alice, wrong):
    client.force_login(alice)

    response = client.post(ADD, typed(**{"body": "Lo escrito.", **wrong}))

    assert response.status_code == 200
    assert "errorlist" in response.text
    assert wrong.get("body", "Lo escrito.") in response.text
    assert not Post.objects.exists()


def test_a_slug_taken_in_the_month_is_explained(client, alice):
    when = datetime(2012, 1, 10, tzinfo=UTC)
    make_post(slug="hola", published_at=when)
    client.force_login(alice)

    response = client.post(ADD, typed(slug="hola", published_at=when))

    assert "errorlist" in response.text
    assert Post.objects.count() == 1


# Whose it is


def test_an_author_cannot_write_in_anothers_name(client, alice, bob):
    client.force_login(alice)

    client.post(ADD, typed(author=bob.pk))
    mine = Post.objects.get()
    client.post(form_of(mine), typed_again(mine, author=bob.pk))

    mine.refresh_from_db()
    assert mine.author == alice
    assert 'name="author"' not in client.get(ADD).text


def test_an_editor_writes_in_their_own_name_unless_they_choose_another(client, carol, bob):
    client.force_login(carol)
    assert f'<option value="{carol.pk}" selected>' in client.get(ADD).text

    client.post(ADD, typed(author=bob.pk))

    assert Post.objects.get().author == bob


def test_an_editors_correction_leaves_the_author(client, carol, alice):
    post = make_post(author=alice)
    client.force_login(carol)

    client.post(form_of(post), typed_again(post, body="Corregido."))

    post.refresh_from_db()
    assert (post.author, post.body) == (alice, "Corregido.")


# Pictures, credits, deletion


def test_a_cover_is_kept_with_its_size(client, alice):
    client.force_login(alice)

    client.post(ADD, typed(cover=picture_file("Portada.png"), cover_alt="Un faro"))

    post = Post.objects.get()
    assert "/portada-" in post.cover.file.name
    assert (post.cover.width, post.cover.height) == (60, 40)


def test_a_cover_that_is_no_picture_leaves_nothing_on_the_disk(client, alice, data_dir):
    client.force_login(alice)

    response = client.post(ADD, typed(cover=picture_file("a.png", "BMP")))

    assert "errorlist" in response.text
    assert [path for path in (data_dir / "media").rglob("*") if path.is_file()] == []


def test_sites_that_published_it_too_are_credited(client, alice):
    client.force_login(alice)
    row = {"name": "Otra web", "url": "example.net/copia", "position": "0"}

    client.post(
        ADD,
        typed(
            **{"republications-TOTAL_FORMS": 1},
            **{f"republications-0-{name}": value for name, value in row.items()},
        ),
    )

    (credit,) = Post.objects.get().republications.all()
    assert (credit.name, credit.url) == ("Otra web", "https://example.net/copia")


def test_an_author_deletes_their_post_with_its_comments(client, alice):
    post = make_post(author=alice)
    make_comment(parent=make_comment(post=post))
    client.force_login(alice)

    client.post(f"/admin/blog/post/{post.pk}/delete/", {"post": "yes"})

    assert not Post.objects.exists()


def test_what_is_deleted_is_named_in_words_of_the_blog(client, alice):
    post = make_post(author=alice)
    post.labels.add(make_label())
    make_comment(post=post, text="Qué bien.")
    client.force_login(alice)

    page = client.get(f"/admin/blog/post/{post.pk}/delete/").text

    assert "Qué bien." in page
    assert "Post_labels" not in page
    assert "search entry" not in page.lower()


def test_a_live_post_leads_to_the_blog_and_a_draft_to_its_preview(client, alice):
    live, draft = make_post(author=alice), make_post(author=alice, published_at=None)
    client.force_login(alice)

    assert f'href="{live.get_absolute_url()}"' in client.get(form_of(live)).text
    assert f'href="/preview/post/{draft.pk}/"' in client.get(form_of(draft)).text


@pytest.mark.parametrize("many", [1, 3])
def test_the_form_costs_the_same_for_much(client, alice, many, django_assert_num_queries):
    post = make_post(author=alice)
    for _ in range(many):
        post.labels.add(make_label())
        post.republications.create(name="Otra", url="https://example.net/")
        make_comment(post=post)
    client.force_login(alice)

    with django_assert_num_queries(8):
        client.get(form_of(post))


@pytest.mark.parametrize("kind", ["post", "page"])
def test_a_text_that_is_too_long_comes_back_with_the_reason_and_whole(client, carol, kind):
    client.force_login(carol)
    body = "línea\r\n" * 40_000 + "fin"

    response = client.post(f"/admin/blog/{kind}/add/", typed(body=body, author=carol.pk))

    reason = (
        "El texto tiene 240\xa0003 caracteres y caben 200\xa0000: repártelo, y no se perderá nada."
    )
    assert response.context["adminform"].form.errors == {"body": [reason]}
    assert response.context["adminform"].form["body"].value() == body
    assert not Post.objects.exists()


def test_a_text_of_the_greatest_length_is_stored_however_its_lines_end(client, carol):
    client.force_login(carol)

    response = client.post(ADD, typed(body=f"{'una ' * 19}dos\r\n" * 2_500, author=carol.pk))

    assert response.status_code == 302
    assert Post.objects.get().words == 50_000
