"""Readers send comments; what is taken is published or waits, and nothing typed is lost."""

import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from blog.models import SiteSettings
from comments.models import Comment
from tests.comments.conftest import FROM_HERE
from tests.factories import make_comment, make_post


def form_of(response):
    return response.context["comment_form"]


def test_a_reader_comments_and_is_led_to_it(client, send, post):
    response = send(post, email="Lucia@Example.org", url="example.org", text="Me *gusta*.")

    comment = Comment.objects.get()
    assert response.status_code == 303
    assert response["Location"] == f"{post.get_absolute_url()}?new={comment.pk}#c{comment.pk}"
    assert (comment.post, comment.author, comment.state) == (post, None, "published")
    assert (comment.name, comment.email) == ("Lucía", "lucia@example.org")
    assert comment.url == "https://example.org"
    assert comment.text_html == "<p>Me <em>gusta</em>.</p>\n"


def test_taking_a_comment_asks_little(send, post, django_assert_num_queries):
    """Post, settings, what was sent lately, the comment, the hub; two begin and end it."""
    has_lock = connection.features.has_select_for_update

    with django_assert_num_queries(8 if has_lock else 7):
        send(post)


def test_a_reader_needs_no_cookie_and_gets_none(client, send, post):
    response = send(post)

    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_the_page_shows_the_comment_but_never_the_email(client, send, post):
    send(post, email="lucia@example.org", text="Me gusta.")

    text = client.get(post.get_absolute_url()).text

    assert "Me gusta." in text
    assert "1 comentario:" in text
    assert "lucia@example.org" not in text


def test_a_writer_comments_under_their_own_name(client, send, post, alice):
    client.force_login(alice)

    send(post, name="Otra persona", email="otra@example.org", stamp="", text="Gracias.")

    comment = Comment.objects.get()
    assert (comment.author, comment.name, comment.email) == (alice, "Alicia Núñez", "")
    assert 'class="badge"' in client.get(post.get_absolute_url()).text
    assert comment.sender == ""


def test_a_writer_is_asked_for_the_text_alone(client, post, bob):
    client.force_login(bob)

    form = client.get(post.get_absolute_url()).context["form"]

    assert [field.name for field in form.visible_fields()] == ["text", "website2"]


def test_somebody_signed_out_meanwhile_keeps_their_text(send, post):
    response = send(post, name="", text="Largo y tendido.")

    assert response.status_code == 400
    assert form_of(response)["text"].value() == "Largo y tendido."
    assert "name" in form_of(response).errors


@pytest.mark.parametrize(
    "field,value",
    [
        ("name", ""),
        ("name", "x" * 81),
        ("email", "not an address"),
        ("url", "javascript:alert(1)"),
        ("text", ""),
        ("text", " \r\n "),
        ("text", "x" * 5001),
        ("text", "nul\0o"),
        ("text", "https://a.example https://b.example https://c.example https://d.example"),
    ],
)
def test_what_a_field_can_not_hold_is_said_beside_it(send, post, field, value):
    response = send(post, **{field: value})

    assert response.status_code == 400
    assert list(form_of(response).errors) == [field]
    assert form_of(response).errors[field][0] in response.text
    assert form_of(response)[field].value() == value
    assert not Comment.objects.exists()


def test_a_line_break_counts_as_one_character(send, post):
    send(post, text="\r\n".join("x" * 2500))

    assert len(Comment.objects.get().text) == 4999


def test_a_browser_cuts_off_nothing_that_is_pasted(client, post):
    page = client.get(post.get_absolute_url()).text

    assert "maxlength" not in re.search(r'<textarea[^>]*name="text"[^>]*>', page)[0]


def test_links_of_a_writer_are_not_counted(client, send, post, alice):
    client.force_login(alice)

    send(post, text="https://a.example https://b.example https://c.example https://d.example")

    assert Comment.objects.get().text_html.count("<a ") == 4


def test_a_preview_shows_the_comment_and_keeps_all(client, send, post):
    fields = {"email": "lucia@example.org", "text": "Me *gusta*.", "stamp": "aged"}

    response = send(post, action="preview", **fields)

    form = form_of(response)
    assert response.status_code == 200
    assert "<p>Me <em>gusta</em>.</p>" in response.text
    assert form["email"].value() == "lucia@example.org"
    assert form["text"].value() == "Me *gusta*."
    assert not Comment.objects.exists()


def test_a_previewed_comment_is_not_too_fast(client, send, post):
    preview = form_of(send(post, action="preview"))

    response = send(post, stamp=preview["stamp"].value())

    assert response.status_code == 303


def test_a_preview_of_nothing_says_what_is_missing(send, post):
    response = send(post, action="preview", text="")

    assert response.status_code == 400
    assert form_of(response).preview_html == ""


def test_a_double_click_is_one_comment(send, post):
    first = send(post, text="Hola a todos.")
    second = send(post, text="Hola a todos.")

    assert second["Location"] == first["Location"]
    assert Comment.objects.count() == 1


def test_a_double_click_finds_the_comment_that_waits(send, post, moderate):
    moderate("all")

    assert send(post)["Location"] == send(post)["Location"]
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("other", [{"name": "Tomás"}, {"text": "Adiós."}, {"address": "::1"}])
def test_two_people_may_say_the_same(send, post, other):
    send(post)
    send(post, **other)

    assert Comment.objects.count() == 2


def test_what_was_removed_is_not_brought_back_by_sending_it_again(send, post, carol):
    send(post)
    Comment.objects.get().remove(by=carol)

    send(post)

    assert sorted(Comment.objects.values_list("state", flat=True)) == ["published", "removed"]


def test_a_reader_replies_without_javascript(client, send, post):
    first = make_comment(post=post, name="Tomás")

    form = client.get(f"{post.get_absolute_url()}?reply={first.pk}").context["form"]
    send(post, parent=form["parent"].value(), text="Te contesto.")

    assert form.reply_to == first
    assert Comment.objects.get(text="Te contesto.").parent == first


@pytest.mark.parametrize("number", ["", "x", "0", "-1", "٣", "9" * 30, "9" * 5000, "%00"])
def test_a_malformed_reply_address_gives_the_plain_form(client, post, number):
    response = client.get(post.get_absolute_url(), {"reply": number})

    assert response.status_code == 200
    assert re.search(r'<p class="reply-note"\s+data-reply-note\s+hidden>', response.text)


@pytest.mark.parametrize("state", ["waiting", "spam", "removed"])
def test_what_is_out_of_sight_can_not_be_answered(client, send, post, state):
    hidden = make_comment(post=post, state=state)

    page = client.get(f"{post.get_absolute_url()}?reply={hidden.pk}")
    response = send(post, parent=hidden.pk, text="¿Cómo?")

    assert page.context["form"].reply_to is None
    assert response.status_code == 400
    assert form_of(response).refusal in response.text
    assert not Comment.objects.filter(text="¿Cómo?").exists()


def test_a_comment_of_another_post_can_not_be_answered_here(send, post):
    elsewhere = make_comment()

    response = send(post, parent=elsewhere.pk, text="¿Cómo?")

    assert response.status_code == 400
    assert form_of(response)["text"].value() == "¿Cómo?"
    assert send(post, parent=form_of(response)["parent"].value()).status_code == 303


@pytest.mark.parametrize("commenters", ["nobody", "signed_in"])
def test_strangers_are_refused_where_they_may_not_write(client, send, post, commenters):
    SiteSettings(commenters=commenters).save()

    page = client.get(post.get_absolute_url())
    response = send(post, text="Largo y tendido.")

    assert "<textarea" not in page.text
    assert response.status_code == 403
    assert form_of(response).refusal in response.text
    assert "Largo y tendido." in response.text
    assert not Comment.objects.exists()


def test_writers_comment_where_only_they_may(client, send, post, bob):
    SiteSettings(commenters="signed_in").save()
    client.force_login(bob)

    assert send(post).status_code == 303


def test_nobody_comments_where_the_post_is_closed(client, send, alice):
    post = make_post(author=alice, comments_open=False)
    client.force_login(alice)

    assert "<textarea" not in client.get(post.get_absolute_url()).text
    assert send(post).status_code == 403


@pytest.mark.parametrize("published_at", [None, datetime(2100, 1, 1, tzinfo=UTC)])
def test_what_is_not_public_takes_no_comment(send, alice, published_at):
    post = make_post(author=alice, published_at=published_at)

    assert send(post).status_code == 404


@pytest.mark.parametrize("query", ["", "?reply=3"])
def test_a_link_on_an_answer_leads_back_to_the_post(client, post, query):
    response = client.get(f"/comments/{post.pk}/{query}")

    assert response["Location"] == f"{post.get_absolute_url()}{query}#comment-form"


def test_a_writer_without_djangos_token_keeps_their_text(post, alice):
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    where = reverse("comments:submit-comment", args=[post.pk])

    refused = client.post(where, {"text": "Gracias."}, headers=FROM_HERE)
    token = refused.context["csrf_token"]
    taken = client.post(where, {"text": "Gracias.", "csrfmiddlewaretoken": token})

    assert refused.status_code == 403
    assert form_of(refused).refusal in refused.text
    assert form_of(refused)["text"].value() == "Gracias."
    assert taken.status_code == 303


def test_a_strangers_blank_form_is_the_form_that_comes_back(client, send, post):
    blank = client.get(post.get_absolute_url()).text
    back = client.post(f"/comments/{post.pk}/", {"action": "preview"}).text

    assert fields_in(blank) == fields_in(back)
    assert re.search(r'name="stamp" value="[^"{}]+"', blank)
    assert f'action="/comments/{post.pk}/#comment-form"' in blank
    assert f'href="{post.get_absolute_url()}#comment-form"' in blank


def fields_in(page):
    """Return the names and identifiers of a page's fields, in their order."""
    return re.findall(r'<(?:input|textarea)[^>]*name="(\w+)"[^>]*id="([\w-]+)"', page)
