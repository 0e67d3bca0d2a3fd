"""Authors moderate under their own posts, editors everywhere, and nothing is lost."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from comments.models import Comment
from tests.factories import make_comment, make_post

LIST = "/admin/comments/comment/"


@pytest.fixture
def comment(post):
    return make_comment(
        post=post, name="Lucía", email="lucia@example.org", text="Hola *a todos*.", state="waiting"
    )


def change_address(comment, page="change"):
    return reverse(f"admin:comments_comment_{page}", args=[comment.pk])


def act(client, action, *comments, follow=False, **fields):
    chosen = {"action": action, "_selected_action": [comment.pk for comment in comments]}
    return client.post(f"{LIST}?state=all", {**chosen, **fields}, follow=follow)


def listed(client, **query):
    return list(client.get(LIST, query).context["cl"].result_list)


def test_the_list_shows_the_text_and_whose_it_is(client, alice, post, comment):
    make_comment(post=post, parent=comment, author=alice)
    client.force_login(alice)

    text = client.get(LIST).text

    assert "<p>Hola <em>a todos</em>.</p>" in text
    assert "lucia@example.org" in text
    assert "El faro" in text
    assert "Alicia Núñez" in text


def test_what_waits_comes_first_and_spam_only_when_asked_for(client, carol, post):
    made = {
        state: make_comment(post=post, state=state)
        for state in ("waiting", "spam", "removed", "published")
    }
    client.force_login(carol)

    assert listed(client) == [made["waiting"], made["published"]]
    assert listed(client, state="spam") == [made["spam"]]
    assert listed(client, state="nonsense") == []
    assert len(listed(client, state="all")) == 4


def test_comments_are_found_by_text_name_and_post(client, carol, post, comment):
    make_comment(name="Tomás", text="Nada")
    client.force_login(carol)

    for words in ("todos", "lucía", "lucia@example.org", "faro"):
        assert listed(client, q=words) == [comment]


def test_an_address_is_found_beyond_what_one_can_leaf_through(client, carol, post, monkeypatch):
    monkeypatch.setattr("desk.admin.comments.MAX_ROWS", 2)
    long_ago = datetime(2012, 1, 10, tzinfo=UTC)
    old = make_comment(post=post, email="ana@example.org", text="Faros", created_at=long_ago)
    new = [make_comment(post=post, text="Faros") for _ in range(2)]
    client.force_login(carol)

    assert listed(client, q="faros") == new[::-1]
    assert listed(client, q="Ana@example.org") == [old]
    assert listed(client, q="ana@example.org", state="spam") == []


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_whatever_it_lists(
    client, carol, bob, django_assert_num_queries, number
):
    for _ in range(number):
        root = make_comment(post=make_post(), author=bob)
        make_comment(parent=root, state="waiting")
    client.force_login(carol)
    client.get(LIST)

    with django_assert_num_queries(LIST_QUERIES):
        client.get(LIST)


LIST_QUERIES = 7


@pytest.mark.parametrize(
    "action,before,after",
    [
        ("publish", "waiting", "published"),
        ("publish", "removed", "published"),
        ("publish", "spam", "published"),
        ("mark_as_spam", "published", "spam"),
        ("remove", "published", "removed"),
    ],
)
def test_an_author_moderates_under_their_own_posts(client, alice, post, action, before, after):
    ours = [make_comment(post=post, state=before) for _ in range(2)]
    left = make_comment(post=post, state=before)
    client.force_login(alice)

    response = act(client, action, *ours)

    assert response.status_code == 302
    assert {Comment.objects.get(pk=comment.pk).state for comment in ours} == {after}
    assert Comment.objects.get(pk=left.pk).state == before


def test_it_is_told_how_many_and_noted_who_did_it(client, alice, post, comment):
    client.force_login(alice)

    told = act(client, "publish", comment, follow=True).context["messages"]
    history = client.get(change_address(comment, "history")).text

    assert [str(message)[:2] for message in told] == ["1 "]
    assert "alice" in history


def test_who_removed_a_comment_is_kept(client, carol, comment):
    client.force_login(carol)

    act(client, "remove", comment)

    assert Comment.objects.get().removed_by == carol


def test_an_author_has_no_hand_in_anothers_comments(client, bob, comment):
    client.force_login(bob)

    act(client, "publish", comment)
    act(client, "delete_selected", comment, post="yes")
    statuses = {
        page: client.get(change_address(comment, page)).status_code
        for page in ("change", "history", "delete")
    }
    client.post(change_address(comment), {"state": "published"})
    client.post(change_address(comment, "delete"), {"post": "yes"})

    assert listed(client, state="all") == []
    assert statuses == {"change": 302, "history": 302, "delete": 302}
    assert Comment.objects.get().state == "waiting"


def test_strangers_are_asked_to_sign_in(client, comment):
    for address in (LIST, change_address(comment), change_address(comment, "delete")):
        assert client.get(address)["Location"].startswith("/admin/login/")


def test_nobody_writes_comments_at_the_desk(client, dana):
    client.force_login(dana)

    assert client.get(f"{LIST}add/").status_code == 403


@pytest.mark.parametrize("role", ["author", "editor", "owner"])
def test_who_moderates_deletes_for_ever(client, alice, comment, role):
    alice.role = role
    alice.save()
    client.force_login(alice)

    act(client, "delete_selected", comment, post="yes")

    assert not Comment.objects.exists()


def test_what_replies_hang_on_is_not_deleted_from_under_them(client, carol, comment):
    reply = make_comment(parent=comment)
    client.force_login(carol)

    alone = client.post(change_address(comment, "delete"), {"post": "yes"})
    assert alone.status_code == 200
    assert Comment.objects.count() == 2

    act(client, "delete_selected", comment, reply, post="yes")
    assert not Comment.objects.exists()


def test_an_editor_blackens_a_line(client, carol, comment):
    client.force_login(carol)

    client.post(change_address(comment), {"text": "Hola\r\n█████.", "state": "published"})

    changed = Comment.objects.get()
    assert (changed.text, changed.state) == ("Hola\n█████.", "published")
    assert "█████" in changed.text_html
    assert changed.email == "lucia@example.org"


def test_an_author_does_not_put_words_into_readers_mouths(client, alice, comment):
    client.force_login(alice)

    client.post(
        change_address(comment),
        {"text": "Otra cosa.", "name": "Otra", "email": "otra@example.org", "state": "removed"},
    )

    changed = Comment.objects.get()
    assert (changed.text, changed.name) == ("Hola *a todos*.", "Lucía")
    assert (changed.state, changed.removed_by) == ("removed", alice)


def test_view_on_site_shows_even_what_waits(client, alice, comment):
    client.force_login(alice)

    address = client.get(change_address(comment)).context["absolute_url"]

    assert comment.text_html in client.get(address).text


def test_a_nonsensical_question_gets_the_plain_list(client, carol, comment):
    client.force_login(carol)

    for query in (
        {"created_at__year": "x"},
        {"created_at__year": "99999"},
        {"post__author__id__exact": "x"},
    ):
        assert client.get(LIST, query).status_code == 302


def test_comments_are_found_by_their_date(client, carol, post):
    old = make_comment(post=post, created_at=datetime(2012, 1, 10, tzinfo=UTC))
    make_comment(post=post)
    client.force_login(carol)

    assert listed(client, created_at__year="2012") == [old]
    assert listed(client, created_at__lt="2013-01-01T00:00Z") == [old]


def test_comments_are_found_by_whose_post_they_are_under(client, carol, alice, post, comment):
    make_comment()
    client.force_login(carol)

    assert listed(client, post__author__id__exact=alice.pk) == [comment]
