"""Owners look after people; everyone else after their own profile, by whatever address."""

import re

import pytest
from django.urls import reverse

from accounts.models import User
from first_run.sample import content
from tests.factories import make_post, make_user
from tests.picture_files import camera_exif, picture_file

PEOPLE = "/admin/accounts/user/"
NO_LINKS = {"links-TOTAL_FORMS": 0, "links-INITIAL_FORMS": 0}

pytestmark = pytest.mark.django_db


def page_of(person):
    return reverse("admin:accounts_user_change", args=[person.pk])


def profile(person, **changes):
    typed = {"name": person.name, "slug": person.slug, "email": person.email, "biography": ""}
    return {**typed, **NO_LINKS, **changes}


def account(person, **changes):
    """Return what an owner's form asks of somebody; without `is_active` they may not sign in."""
    return {**profile(person), "username": person.username, "role": person.role, **changes}


def test_an_owner_adds_somebody_with_a_first_password(client, dana):
    client.force_login(dana)
    password = "una barca en la arena"

    response = client.post(
        f"{PEOPLE}add/",
        {
            "name": "Eva Luna",
            "username": "eva",
            "email": "eva@example.org",
            "role": "editor",
            "password1": password,
            "password2": password,
        },
    )

    assert response.status_code == 302
    eva = User.objects.get(username="eva")
    assert (eva.name, eva.slug, eva.role, eva.is_active) == ("Eva Luna", "eva-luna", "editor", True)
    assert eva.check_password(password)


@pytest.mark.parametrize(
    "wrong",
    [
        {"password2": "otra cosa distinta"},
        {"password1": "1234567890", "password2": "1234567890"},
        {"email": "ALICE@example.org"},
        {"username": "alice"},
        {"role": "king"},
    ],
)
def test_an_owner_is_told_what_is_wrong_with_a_newcomer(client, dana, alice, wrong):
    client.force_login(dana)
    password = "una barca en la arena"
    typed = {"name": "Eva", "username": "eva", "email": "eva@example.org", "role": "author"}

    response = client.post(
        f"{PEOPLE}add/", {**typed, "password1": password, "password2": password, **wrong}
    )

    assert response.status_code == 200
    assert "errorlist" in response.text
    assert User.objects.count() == 2


def test_an_owner_changes_a_role_and_sets_a_password(client, dana, alice):
    client.force_login(dana)
    password = "otra barca en la arena"

    client.post(page_of(alice), account(alice, role="editor", is_active="on"))
    client.post(
        reverse("admin:auth_user_password_change", args=[alice.pk]),
        {"password1": password, "password2": password, "set-password": "1"},
    )

    alice.refresh_from_db()
    assert alice.role == "editor"
    assert alice.check_password(password)


@pytest.mark.parametrize("change", [{"role": "author", "is_active": "on"}, {}])
def test_the_last_owner_can_be_neither_demoted_nor_shut_out(client, dana, change):
    client.force_login(dana)

    response = client.post(page_of(dana), account(dana, **change))

    assert response.status_code == 200
    assert "errornote" in response.text
    dana.refresh_from_db()
    assert dana.is_owner
    assert dana.is_active


def test_the_last_owner_cannot_be_deleted(client, dana):
    client.force_login(dana)

    response = client.post(f"{PEOPLE}{dana.pk}/delete/", {"post": "yes"})

    assert response.status_code == 403
    assert User.objects.filter(pk=dana.pk).exists()


def test_a_person_with_posts_is_not_deleted_and_the_page_says_why(client, dana, alice):
    post = make_post(author=alice, title="La que lo impide")
    client.force_login(dana)

    response = client.post(f"{PEOPLE}{alice.pk}/delete/", {"post": "yes"})

    assert post.title in response.text
    assert User.objects.filter(pk=alice.pk).exists()


def test_a_person_without_posts_is_deleted(client, dana, alice):
    client.force_login(dana)

    client.post(f"{PEOPLE}{alice.pk}/delete/", {"post": "yes"})

    assert not User.objects.filter(pk=alice.pk).exists()


def test_nobody_is_deleted_by_the_dozen(client, dana, alice):
    client.force_login(dana)

    client.post(PEOPLE, {"action": "delete_selected", "_selected_action": [alice.pk, dana.pk]})

    assert User.objects.count() == 2


@pytest.mark.parametrize("who", ["alice", "carol"])
def test_everyone_else_is_led_from_the_list_to_their_own_profile(client, request, who):
    person = request.getfixturevalue(who)
    client.force_login(person)

    response = client.get(PEOPLE)

    assert response["Location"] == page_of(person)


@pytest.mark.parametrize("who", ["alice", "carol"])
def test_everyone_edits_their_own_profile(client, request, who):
    person = request.getfixturevalue(who)
    client.force_login(person)

    response = client.post(
        page_of(person),
        profile(
            person,
            name="Otro Nombre",
            biography="Escribo *poco*.",
            **{
                "links-TOTAL_FORMS": 2,
                "links-0-label": "Segunda",
                "links-0-url": "https://example.org/2",
                "links-0-position": 2,
                "links-1-label": "Primera",
                "links-1-url": "example.org/1",
                "links-1-position": 1,
            },
        ),
    )

    assert response.status_code == 302
    person.refresh_from_db()
    assert person.name == "Otro Nombre"
    assert "<em>poco</em>" in person.biography_html
    assert [(link.label, link.url) for link in person.links.all()] == [
        ("Primera", "https://example.org/1"),
        ("Segunda", "https://example.org/2"),
    ]


def test_a_link_cannot_run_a_script(client, alice):
    client.force_login(alice)
    link = {"label": "x", "url": "javascript:alert(1)", "position": 0}

    response = client.post(
        page_of(alice),
        profile(alice, **{"links-TOTAL_FORMS": 1, **{f"links-0-{k}": v for k, v in link.items()}}),
    )

    assert response.status_code == 200
    assert not alice.links.exists()


def test_an_avatar_is_kept_square_and_without_a_camera(client, alice):
    client.force_login(alice)
    photograph = picture_file("Yo.jpg", "JPEG", size=(60, 40), exif=camera_exif())

    client.post(page_of(alice), profile(alice, avatar=photograph))

    alice.refresh_from_db()
    assert re.fullmatch(r"avatars/yo-\w{10}\.webp", alice.avatar.name)
    assert (alice.avatar.width, alice.avatar.height) == (40, 40)
    with alice.avatar.open() as file:
        assert b"Una c" not in file.read()


def test_a_large_avatar_weighs_little(client, alice):
    client.force_login(alice)

    client.post(page_of(alice), profile(alice, avatar=content.picture("puerto.webp")))

    alice.refresh_from_db()
    assert (alice.avatar.width, alice.avatar.height) == (256, 256)
    assert alice.avatar.size < 15_000


def test_an_avatar_that_is_no_picture_leaves_nothing_on_the_disk(client, alice, data_dir):
    client.force_login(alice)

    response = client.post(page_of(alice), profile(alice, avatar=picture_file("a.png", "BMP")))

    assert "errorlist" in response.text
    assert [path for path in (data_dir / "media").rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("who", ["alice", "carol"])
def test_nobody_raises_their_own_role(client, request, who):
    person = request.getfixturevalue(who)
    client.force_login(person)

    client.post(page_of(person), account(person, role="owner", is_active="on"))
    client.post(page_of(person), profile(person, username="root", is_superuser="on"))

    role, name = person.role, person.username
    person.refresh_from_db()
    assert (person.role, person.username) == (role, name)


ADDRESSES = ["", "change/", "delete/", "history/", "password/"]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("who", ["alice", "carol", None])
def test_nobody_but_an_owner_comes_near_another_person(client, request, bob, who, address):
    if who:
        client.force_login(request.getfixturevalue(who))
    url = f"{PEOPLE}{bob.pk}/{address}"
    new = {"password1": "una barca en la arena", "password2": "una barca en la arena"}

    seen = client.get(url)
    client.post(url, {**account(bob, name="Pirata", is_active="on"), **new, "post": "yes"})

    assert seen.status_code in {302, 403}
    assert bob.email not in seen.text
    before = (bob.name, bob.email, bob.password)
    bob.refresh_from_db()
    assert (bob.name, bob.email, bob.password) == before


@pytest.mark.parametrize("who", ["alice", "carol"])
def test_who_is_no_owner_sets_no_password_without_knowing_the_old_one(client, request, who):
    person = request.getfixturevalue(who)
    client.force_login(person)

    assert client.get(f"{PEOPLE}{person.pk}/password/").status_code == 403
    assert client.get(f"{PEOPLE}add/").status_code == 403
    assert client.post(f"{PEOPLE}{person.pk}/delete/", {"post": "yes"}).status_code == 403


def test_everyone_changes_their_password(client, alice):
    old, new = "una barca en la arena", "otra barca en la arena"
    alice.set_password(old)
    alice.save()
    client.force_login(alice)

    client.post(
        reverse("admin:password_change"),
        {"old_password": old, "new_password1": new, "new_password2": new},
    )

    alice.refresh_from_db()
    assert alice.check_password(new)


def test_the_list_cannot_be_asked_for_passwords(client, dana):
    client.force_login(dana)

    assert client.get(f"{PEOPLE}?password__startswith=argon2").status_code == 400
    assert client.get(f"{PEOPLE}?role__exact=owner").status_code == 200


def test_the_list_costs_the_same_for_many(client, dana, django_assert_num_queries):
    client.force_login(dana)
    with django_assert_num_queries(5):
        client.get(PEOPLE)

    for _ in range(3):
        make_user()

    with django_assert_num_queries(5):
        client.get(PEOPLE)


def test_groups_and_locked_names_have_no_list(client, dana):
    client.force_login(dana)

    assert client.get("/admin/auth/group/").status_code == 404
    assert client.get("/admin/axes/accessattempt/").status_code == 404
    assert client.get("/admin/r/1/1/").status_code == 404


def test_a_biography_that_is_too_long_comes_back_whole(client, alice):
    client.force_login(alice)
    form = client.get(page_of(alice)).text
    biography = "a" * 5_001

    response = client.post(page_of(alice), profile(alice, biography=biography))

    textarea = form[form.index('name="biography"') :].partition(">")[0]
    assert "maxlength" not in textarea
    assert response.context["adminform"].form.errors.keys() == {"biography"}
    assert response.context["adminform"].form["biography"].value() == biography
