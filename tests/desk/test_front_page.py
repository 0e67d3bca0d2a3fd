"""The admin's front page: what each person has under way, and nothing of anybody else's."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from first_run.models import SampleItem
from tests.factories import make_comment, make_post

DESK = "/admin/"


def titles(response, pile):
    return [post.title for post in response.context[pile]]


def test_an_author_finds_what_is_theirs(client, alice, bob):
    tomorrow = timezone.now() + timedelta(days=1)
    for author in (alice, bob):
        make_post(author=author, title=f"Borrador de {author}", published_at=None)
        make_post(author=author, title=f"Mañana, {author}", published_at=tomorrow)
        make_post(author=author, title=f"Hoy, {author}")
    client.force_login(alice)

    response = client.get(DESK)

    assert titles(response, "drafts") == ["Borrador de Alicia Núñez"]
    assert titles(response, "scheduled") == ["Mañana, Alicia Núñez"]
    assert titles(response, "published") == ["Hoy, Alicia Núñez"]
    assert "Roberto Gil" not in response.text


def test_an_editor_finds_everybodys_posts_with_their_authors(client, alice, carol):
    make_post(author=alice, title="Borrador", published_at=None)
    client.force_login(carol)

    response = client.get(DESK)

    assert titles(response, "drafts") == ["Borrador"]
    assert "Alicia Núñez" in response.text


def test_a_row_leads_to_the_form(client, alice):
    draft = make_post(author=alice, published_at=None)
    client.force_login(alice)

    response = client.get(DESK)

    assert f'href="{reverse("admin:blog_post_change", args=[draft.pk])}"' in response.text
    assert f'href="{reverse("admin:blog_post_add")}"' in response.text


@pytest.mark.parametrize("who, count", [("alice", 2), ("bob", 1), ("carol", 3)])
def test_comments_wait_for_those_who_may_publish_them(client, alice, bob, request, who, count):
    mine, theirs = make_post(author=alice), make_post(author=bob)
    for post in (mine, mine, theirs):
        make_comment(post=post, state="waiting")
        make_comment(post=post)
    client.force_login(request.getfixturevalue(who))

    response = client.get(DESK)

    assert response.context["waiting"] == count
    list_of_them = reverse("admin:comments_comment_changelist") + "?state=waiting"
    assert f'href="{list_of_them}"' in response.text
    assert client.get(list_of_them).context["cl"].result_count == count


def test_who_has_nothing_yet_is_told_so_kindly(client, alice):
    client.force_login(alice)

    response = client.get(DESK)

    assert "Aquí estará tu primera entrada." in response.text
    assert "No te espera ningún comentario." in response.text


@pytest.mark.parametrize("many", [1, 3])
def test_the_desk_costs_the_same_for_many(client, dana, many, django_assert_num_queries):
    tomorrow = timezone.now() + timedelta(days=1)
    for published_at in (None, tomorrow, timezone.now()):
        for _ in range(many):
            make_comment(post=make_post(published_at=published_at), state="waiting")
    client.force_login(dana)

    with django_assert_num_queries(9):
        client.get(DESK)


@pytest.mark.parametrize("who, told", [("alice", False), ("carol", False), ("dana", True)])
def test_only_an_owner_is_told_of_the_sample(client, request, who, told):
    client.force_login(request.getfixturevalue(who))
    SampleItem.objects.create(model="blog.post", object_id=1, written={})

    response = client.get(DESK)

    assert (reverse("remove-sample") in response.text) == told


def test_without_the_sample_there_is_no_notice(client, dana):
    client.force_login(dana)

    assert reverse("remove-sample") not in client.get(DESK).text


@pytest.mark.parametrize(
    "who, menu",
    [
        ("alice", "Entradas Etiquetas Imágenes Comentarios Estadísticas"),
        ("carol", "Entradas Páginas Etiquetas Imágenes Comentarios Estadísticas"),
        (
            "dana",
            "Entradas Páginas Etiquetas Imágenes Comentarios Estadísticas Personas Ajustes",
        ),
    ],
)
def test_the_menu_has_what_one_may_open(client, request, who, menu):
    client.force_login(request.getfixturevalue(who))

    response = client.get(DESK)

    names = [model["name"].capitalize() for model in response.context["menu"]]
    assert names == menu.split()


def test_the_header_knows_the_blog_and_whose_desk_it_is(client, alice):
    alice.set_password("cuatro gatos al sol")
    alice.save()
    client.force_login(alice)

    response = client.get(DESK)

    assert 'data-accent="ink"' in response.text
    assert f'href="{reverse("admin:accounts_user_change", args=[alice.pk])}"' in response.text
    assert f'href="{reverse("admin:password_change")}"' in response.text


def test_an_apps_own_page_lists_what_it_has(client, carol):
    client.force_login(carol)

    response = client.get(reverse("admin:app_list", args=["blog"]))

    assert f'href="{reverse("admin:blog_label_changelist")}"' in response.text
    assert "Nueva entrada" not in response.text
