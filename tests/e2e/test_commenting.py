"""Readers comment without an account, a cookie or a script; writers answer and moderate."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from blog.models import SiteSettings
from comments import guards
from comments.models import Comment
from tests.factories import make_comment, make_post


@pytest.fixture
def post(alice):
    return make_post(author=alice, title="El faro")


def write(page, text, name="Lucía", **fields):
    form = page.locator("#comment-form")
    form.get_by_label("Nombre").fill(name)
    for label, value in fields.items():
        form.get_by_label(label).fill(value)
    form.locator("textarea").fill(text)


def publish(page):
    page.wait_for_timeout(3_100)  # a form sent faster than a person types is refused
    page.get_by_role("button", name="Publicar").click()


@pytest.mark.parametrize("script", [True, False])
def test_a_reader_previews_publishes_and_is_answered(open_page, post, script):
    SiteSettings(moderation="at_once").save()
    page = open_page(java_script_enabled=script)
    page.goto(post.get_absolute_url())
    expect(page.get_by_text("No hay comentarios:")).to_be_visible()

    write(page, "Me ha *encantado*,\nde verdad.")
    page.get_by_role("button", name="Vista previa").click()
    expect(page.locator("em", has_text="encantado")).to_be_visible()
    publish(page)

    expect(page.get_by_text("1 comentario:")).to_be_visible()
    expect(page.locator("article em", has_text="encantado")).to_be_visible()
    assert page.context.cookies() == []

    page.get_by_role("link", name="Responder").click()
    write(page, "Y a mí.", name="Tomás")
    publish(page)

    expect(page.get_by_text("2 comentarios:")).to_be_visible()
    first, answer = Comment.objects.order_by("pk")
    assert answer.parent == first


def test_a_reader_finds_their_pending_comment_on_return(open_page, post):
    SiteSettings(moderation="all").save()
    page = open_page()
    page.goto(post.get_absolute_url())

    write(page, "¿Se ve?")
    publish(page)
    expect(page.get_by_text("¿Se ve?")).to_be_visible()
    page.goto(post.get_absolute_url())
    expect(page.get_by_text("¿Se ve?")).to_be_visible()

    stranger = open_page()
    stranger.goto(post.get_absolute_url())
    expect(stranger.get_by_text("No hay comentarios:")).to_be_visible()
    expect(stranger.get_by_text("¿Se ve?")).to_have_count(0)


def test_a_refused_comment_keeps_what_was_typed(open_page, post, monkeypatch):
    monkeypatch.setattr(guards, "TOO_FAST", timedelta(minutes=5))  # however slow the machine is
    page = open_page(java_script_enabled=False)
    page.goto(post.get_absolute_url())

    write(page, "Demasiado deprisa.")
    page.get_by_role("button", name="Publicar").click()

    expect(page.locator("textarea")).to_have_value("Demasiado deprisa.")
    monkeypatch.undo()
    publish(page)
    assert Comment.objects.get().text == "Demasiado deprisa."


def test_an_author_moderates_and_answers(page, open_page, sign_in, post, alice):
    make_comment(post=post, name="Lucía", text="Esperando turno", state="waiting")
    sign_in(page, alice)
    page.goto("/admin/comments/comment/")
    expect(page.get_by_text("Esperando turno")).to_be_visible()
    page.locator("input.action-select").first.check()
    page.locator("select[name=action]").select_option(
        label="Publicar los comentarios seleccionados"
    )
    page.locator("button[name=index]").click()

    page.goto(post.get_absolute_url())
    expect(page.get_by_text("1 comentario:")).to_be_visible()
    page.get_by_role("link", name="Responder").click()
    page.locator("#comment-form textarea").fill("Gracias, Lucía.")
    page.get_by_role("button", name="Publicar").click()

    expect(page.get_by_text("2 comentarios:")).to_be_visible()
    assert Comment.objects.get(author=alice).parent.name == "Lucía"
