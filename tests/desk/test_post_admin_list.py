"""The list of posts: what it shows, how it is narrowed, what is done to many, and what it bears."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from blog.models import Label, Post
from tests.factories import make_comment, make_label, make_post

LIST = "/admin/blog/post/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client, carol):
    client.force_login(carol)
    return client


def titles(response):
    return {post.title for post in response.context["cl"].result_list}


def three_states(author):
    return {
        "draft": make_post(author=author, title="Borrador", published_at=None),
        "scheduled": make_post(
            author=author, title="Futura", published_at=timezone.now() + timedelta(days=1)
        ),
        "live": make_post(author=author, title="Viva"),
    }


def act(client, action, posts, **more):
    chosen = {"action": action, "_selected_action": [post.pk for post in posts]}
    return client.post(LIST, {**chosen, **more}, follow=True)


def test_a_row_shows_state_author_labels_and_public_comments(editor, alice):
    post = make_post(author=alice, title="Viva")
    post.labels.add(make_label(name="Cocina"), make_label(name="Viajes"))
    make_comment(post=post)
    make_comment(post=post)
    make_comment(post=post, state="spam")

    (row,) = editor.get(LIST).context["cl"].result_list
    page = editor.get(LIST).text

    assert row.comment_count == 2
    assert '<td class="field-comments_shown">2</td>' in page
    assert "Cocina, Viajes" in page
    assert "state-live" in page
    assert alice.name in page


def test_drafts_stand_first_then_the_newest(editor, alice):
    three_states(alice)
    make_post(author=alice, title="Vieja", published_at=datetime(2012, 1, 10, tzinfo=UTC))

    rows = editor.get(LIST).context["cl"].result_list

    assert [post.title for post in rows] == ["Borrador", "Futura", "Viva", "Vieja"]


@pytest.mark.parametrize("state", ["draft", "scheduled", "live"])
def test_the_list_is_narrowed_by_state(editor, alice, state):
    posts = three_states(alice)

    assert titles(editor.get(f"{LIST}?state={state}")) == {posts[state].title}


def test_the_list_is_narrowed_by_author_label_words_and_date(editor, alice, bob):
    post = make_post(
        author=alice,
        title="Una",
        body="Sobre mareas",
        published_at=datetime(2012, 1, 10, tzinfo=UTC),
    )
    post.labels.add(make_label(name="Mar"))
    make_post(author=bob, title="Otra")

    for question in (
        f"author__id__exact={alice.pk}",
        "label=mar",
        "q=una",
        "q=mareas",
        "published_at__year=2012",
        "published_at__year=2012&published_at__month=1&published_at__day=10",
    ):
        assert titles(editor.get(f"{LIST}?{question}")) == {"Una"}


def test_drafts_are_found_by_their_words_too(editor, alice):
    make_post(author=alice, title="Borrador de mareas", published_at=None)
    make_post(author=alice, title="Otra")

    assert titles(editor.get(f"{LIST}?q=marea")) == {"Borrador de mareas"}


def test_a_label_keeps_its_drafts_first(editor, alice):
    label = make_label(name="Mar")
    old = make_post(author=alice, title="Vieja", published_at=datetime(2012, 1, 10, tzinfo=UTC))
    label.posts.set([old, *three_states(alice).values()])
    make_post(author=alice, title="Otra", published_at=None)

    rows = editor.get(f"{LIST}?label=mar").context["cl"].result_list

    assert [post.title for post in rows] == ["Borrador", "Futura", "Viva", "Vieja"]


def test_the_links_by_date_span_the_years_and_lead_to_the_days(editor, alice):
    make_post(author=alice, published_at=datetime(2012, 1, 10, tzinfo=UTC))
    make_post(author=alice, published_at=datetime(2014, 5, 1, tzinfo=UTC))

    years = editor.get(LIST).text
    months = editor.get(f"{LIST}?published_at__year=2012").text
    days = editor.get(f"{LIST}?published_at__year=2012&published_at__month=1").text

    assert [f"?published_at__year={year}" in years for year in range(2011, 2016)] == [
        *(False, True, True, True, False)
    ]
    assert "?published_at__month=12&amp;published_at__year=2012" in months
    assert "?published_at__day=10&amp;published_at__month=1&amp;published_at__year=2012" in days
    assert "published_at__day=11" not in days


def test_the_authors_to_choose_from_have_written_something(editor, alice, bob):
    make_post(author=alice)
    make_post(author=bob)

    _state, authors, *_ = editor.get(LIST).context["cl"].filter_specs

    assert authors.lookup_choices == [(alice.pk, alice.name), (bob.pk, bob.name)]


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_costs_the_same_for_many(editor, many, django_assert_num_queries):
    for _ in range(many):
        post = make_post()
        post.labels.add(make_label())
        make_comment(post=post)

    with django_assert_num_queries(11):
        editor.get(LIST)


def test_many_are_published_at_once(editor, alice):
    posts = three_states(alice)
    published_at = posts["live"].published_at

    response = act(editor, "publish", posts.values())

    assert Post.objects.published().count() == 3
    posts["live"].refresh_from_db()
    assert posts["live"].published_at == published_at
    assert "2" in response.context["messages"]._loaded_data[0].message  # noqa: SLF001


def test_many_become_drafts_again(editor, alice):
    act(editor, "unpublish", three_states(alice).values())

    assert Post.objects.drafts().count() == 3


def test_what_was_done_to_many_stands_in_the_history(editor, alice):
    post = make_post(author=alice, published_at=None)

    act(editor, "publish", [post])

    assert len(editor.get(f"{LIST}{post.pk}/history/").context["action_list"]) == 1


def test_labels_are_added_to_many_and_taken_off(editor, alice):
    posts = [make_post(author=alice), make_post(author=alice)]
    posts[0].labels.add(make_label(name="Mar"))

    act(editor, "add_labels", posts, labels="mar, Viajes")
    assert [sorted(label.name for label in post.labels.all()) for post in posts] == [
        ["Mar", "Viajes"],
        ["Mar", "Viajes"],
    ]

    act(editor, "remove_labels", posts, labels="MAR, Desconocida")
    assert [[label.name for label in post.labels.all()] for post in posts] == [
        ["Viajes"],
        ["Viajes"],
    ]
    assert Label.objects.count() == 2


@pytest.mark.parametrize("action", ["add_labels", "remove_labels"])
def test_labels_need_a_name(editor, alice, action):
    response = act(editor, action, [make_post(author=alice)], labels="  ,  ")

    assert [message.level_tag for message in response.context["messages"]] == ["error"]


# What it bears


@pytest.mark.parametrize(
    "question",
    [
        "published_at__year=99999",
        "published_at__year=9999",
        "published_at__year=0",
        "published_at__year=abc",
        "published_at__year=2012&published_at__month=13",
        "published_at__year=2012&published_at__month=2&published_at__day=31",
        "published_at__month=1",
        "author__id__exact=abc",
        "author__id__exact=99999999999999999999999",
        "author__id__exact=1&author__id__exact=2",
        "state=nonsense",
        "label=nonsense",
        "p=99999999999999999999",
        "p=-1",
        "p=abc",
        "o=99.-99.abc",
        "all=",
        "e=1",
        "q=" + "%20".join(["a"] * 2000),
        "q=%25_%27%22",
    ],
)
def test_odd_questions_get_a_clear_answer(editor, alice, question):
    make_post(author=alice)

    assert editor.get(f"{LIST}?{question}", follow=True).status_code == 200


@pytest.mark.parametrize(
    "question",
    [
        "q=%00",
        "state=%00",
        "author__password__startswith=a",
        "author__email__contains=a",
        "title__regex=(a%2B)%2B%24",
        "comments__email__contains=a",
        "_to_field=body",
        "id__in=1,2",
        "published_at__gte=x",
    ],
)
def test_forbidden_questions_are_bad_requests(editor, alice, question):
    make_post(author=alice)

    assert editor.get(f"{LIST}?{question}").status_code == 400


@pytest.mark.parametrize("number", ["abc", "1; DROP", "\0", "-1", "²", "9" * 40])
def test_a_malformed_row_is_a_bad_request(editor, alice, number):
    make_post(author=alice)

    response = editor.post(LIST, {"action": "publish", "_selected_action": number})

    assert response.status_code == 400


@pytest.mark.parametrize("number", ["abc", "99999999999999999999", "0", "1_0", "%00"])
@pytest.mark.parametrize("address", ["change", "delete", "history"])
def test_a_row_that_is_not_there_is_no_error(editor, number, address):
    assert editor.get(f"{LIST}{number}/{address}/", follow=True).status_code in {200, 400, 404}


def test_an_action_that_is_not_there_is_no_error(editor, alice):
    response = act(editor, "burn", [make_post(author=alice)])

    assert response.status_code == 200
    assert Post.objects.count() == 1
