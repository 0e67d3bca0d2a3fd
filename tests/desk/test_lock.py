"""While a text is rendered, a picture decoded or a password hashed, everybody else can write."""

from functools import wraps
from threading import Event, Thread

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection

from accounts.models import User
from blog.markup import sanitiser
from blog.models import Page, Picture, Post, SiteSettings
from blog.pictures import texts
from desk import base
from images import decoding
from tests.desk.post_form import typed
from tests.desk.test_people_admin import account, page_of, profile
from tests.desk.test_site_settings_admin import FORM as SETTINGS
from tests.desk.test_site_settings_admin import typed as settings_typed
from tests.factories import make_label, make_page, make_picture, make_post, make_user
from tests.picture_files import picture_file

pytestmark = pytest.mark.django_db(transaction=True)

SLOW = [
    (sanitiser, "clean_body"),
    (decoding, "read_picture"),
    (MD5PasswordHasher, "encode"),  # as passwords are hashed in tests
]
ADD = "/admin/blog/post/add/"


@pytest.fixture
def done(monkeypatch):
    """Return, as they are done, the names of what takes its time, and whether it held the lock."""
    seen = []

    def watched(name, function):
        @wraps(function)
        def watch(*args, **kwargs):
            seen.append((name, connection.in_atomic_block))
            return function(*args, **kwargs)

        return watch

    for place, name in SLOW:
        monkeypatch.setattr(place, name, watched(name, getattr(place, name)))
    monkeypatch.setattr("images.fields.read_picture", decoding.read_picture)
    return seen


def test_a_post_is_rendered_before_it_is_stored(done):
    post = make_post(author=make_user(), body="Un texto que se guarda")
    post.publish()

    assert done == [("clean_body", False)] * 2
    assert "Un texto que se guarda" in Post.objects.get().body_html


def test_a_post_at_the_desk_with_a_cover(client, alice, done):
    make_label(name="Mar")
    client.force_login(alice)
    done.clear()

    more = {"labels": "Mar, Sal", "cover": picture_file(), "_publish": "1"}
    client.post(ADD, typed("Faro", "Un texto del escritorio", **more))

    assert sorted(done) == [*[("clean_body", False)] * 2, ("read_picture", False)]
    post = Post.objects.get()
    assert post.is_live
    assert post.cover.uploaded_by == alice
    assert sorted(label.name for label in post.labels.all()) == ["Mar", "Sal"]


def test_pages_are_published_from_a_list(client, carol, done):
    pages = [make_page(title=title, body=title, published_at=None) for title in ("Uno", "Dos")]
    client.force_login(carol)
    texts_before = len(done)

    action = {"action": "publish", "_selected_action": [page.pk for page in pages]}
    client.post("/admin/blog/page/", action)

    assert all(page.is_live for page in Page.objects.all())
    assert not any(held for _name, held in done[texts_before:])


def test_a_profile_with_a_biography_and_an_avatar(client, alice, done):
    client.force_login(alice)
    done.clear()

    change = {"biography": "Escribe desde un faro", "avatar": picture_file()}
    client.post(page_of(alice), profile(alice, **change))

    alice.refresh_from_db()
    assert "Escribe desde un faro" in alice.biography_html
    assert alice.avatar
    assert sorted(done) == [("clean_body", False), ("read_picture", False)]


def test_somebody_new_with_a_password(client, dana, done):
    client.force_login(dana)
    done.clear()

    form = {"name": "Eva", "username": "eva", "email": "eva@example.org", "role": "author"}
    passwords = {"password1": "un faro en la niebla", "password2": "un faro en la niebla"}
    client.post("/admin/accounts/user/add/", {**form, **passwords})

    assert User.objects.filter(username="eva").exists()
    assert {("encode", False)} <= set(done)
    assert not any(held for _name, held in done)


def test_the_settings_with_a_header(client, dana, done):
    client.force_login(dana)
    done.clear()

    client.post(SETTINGS, settings_typed(header_image=picture_file()))

    assert SiteSettings.load().header_image.uploaded_by == dana
    assert done == [("read_picture", False)]


def test_texts_whose_picture_has_other_widths(done):
    picture = make_picture()
    author = make_user(biography=f"![Faro]({picture.file.url})")
    make_post(author=author, body=f"Un faro ![Faro]({picture.file.url})")
    picture.tone = "blue"
    picture.save()
    done.clear()

    texts.rerender.call(*picture.names)

    assert 'data-tone="blue"' in Post.objects.get().body_html
    assert 'data-tone="blue"' in User.objects.get().biography_html
    assert not any(held for _name, held in done)


def test_a_picture_that_changes_while_a_text_is_rendered_is_shown_as_it_is(monkeypatch):
    picture = make_picture()
    clean = sanitiser.clean_body

    def meanwhile(html, prefix):
        Picture.objects.update(tone="blue")
        return clean(html, prefix)

    monkeypatch.setattr(sanitiser, "clean_body", meanwhile)
    make_post(author=make_user(), body=f"![Faro]({picture.file.url})")

    assert 'data-tone="blue"' in Post.objects.get().body_html


def test_a_comment_is_taken_while_a_long_text_is_rendered(monkeypatch):
    begun, may_end = Event(), Event()
    clean = sanitiser.clean_body
    author, other = make_user(), make_user()

    def slow(html, prefix):
        begun.set()
        assert may_end.wait(20)
        return clean(html, prefix)

    def write():
        make_post(author=author, body="Largo, muy largo")
        connection.close()

    monkeypatch.setattr(sanitiser, "clean_body", slow)
    thread = Thread(target=write)
    thread.start()
    assert begun.wait(20)

    User.objects.filter(pk=other.pk).update(name="Otro nombre")

    assert not Post.objects.exists()
    may_end.set()
    thread.join(20)
    assert Post.objects.exists()


def test_two_owners_who_step_down_at_once_leave_one(client, dana, monkeypatch):
    other = make_user("otra", role="owner")
    client.force_login(dana)
    form = account(dana, role="author", is_active="on")
    render = User.render

    def meanwhile(person):
        """Demote the other one after this one's form has been checked."""
        User.objects.filter(pk=other.pk).update(role="author")
        render(person)

    monkeypatch.setattr(User, "render", meanwhile)
    response = client.post(page_of(dana), form)

    assert "necesita" in response.content.decode()
    assert list(User.objects.owners()) == [dana]


def test_a_name_that_is_taken_after_the_form_was_checked_is_explained(client, carol, monkeypatch):
    client.force_login(carol)
    address = "/admin/blog/label/add/"
    begin = base.begin

    def meanwhile():
        make_label(name="Mar")
        monkeypatch.setattr(base, "begin", begin)
        begin()

    monkeypatch.setattr(base, "begin", meanwhile)
    response = client.post(address, {"name": "Mar", "slug": ""})

    assert response.status_code == 200
    assert "Mar" in response.content.decode()
