"""A text is parsed once a save; a post that is saved with its labels is followed once."""

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from blog import changes, markup, search
from blog.models import Post
from blog.related import relate
from tests.desk.post_form import form_of, typed_again
from tests.factories import make_label, make_page, make_post

LINES = st.sampled_from(
    [
        *("# Uno", "## Dos", "### Tres", "Texto[^a] y[^b].", "Otra[^b].", "> cita", "- punto"),
        *(
            "[^a]: Nota.",
            "[^b]: Otra[^a].",
            "```\ncódigo\n```",
            "![Faro](/f.jpg)",
            "",
            "Uno",
            "---",
        ),
    ]
)


@pytest.fixture
def parsed(monkeypatch):
    """Count the texts that are parsed."""
    texts, parse = [], MarkdownIt.parse

    def counted(self, source, env=None):
        texts.append(source)
        return parse(self, source, env)

    monkeypatch.setattr(MarkdownIt, "parse", counted)
    return texts


@pytest.fixture
def indexed(monkeypatch):
    """Count the posts that are indexed."""
    numbers, index = [], search.index

    def counted(posts):
        numbers.extend(posts := list(posts))
        index(posts)

    monkeypatch.setattr(search, "index", counted)
    return numbers


def queued():
    return DBTaskResult.objects.filter(task_path=relate.module_path).count()


def test_a_post_is_parsed_once_a_save(alice, parsed):
    make_post(author=alice, body="# Uno\n\n<!--more-->\n\n## Dos")

    assert len(parsed) == 1


def test_a_page_is_parsed_once_a_save(db, parsed):
    make_page(body="# Uno")

    assert len(parsed) == 1


@given(st.lists(LINES), st.lists(LINES))
def test_a_lead_is_what_its_text_alone_would_be(before, after):
    """But for texts of notes that stand after the break."""
    before, after = (
        [line for line in lines if not line.startswith("[^")] for lines in (before, after)
    )
    notes = ["[^a]: Nota.", "[^b]: Otra."]
    whole = "\n\n".join([*before, "<!--more-->", *after, *notes])
    alone = "\n\n".join([*before, *notes])

    assert (
        markup.Text(whole).lead_html(id_prefix="p-").strip()
        == markup.Text(alone).lead_html(id_prefix="p-").strip()
    )


def test_a_lead_has_the_notes_that_its_notes_cite():
    text = "Uno[^b].\n\n<!--more-->\n\nDos[^c].\n\n[^a]: A.\n\n[^b]: B[^a].\n\n[^c]: C."

    lead = markup.Text(text).lead_html(id_prefix="p-")

    assert [note in lead for note in ("B", "A.", "C.")] == [True, True, False]
    assert 'id="p-fn1"' in lead
    assert 'href="#p-fn2"' in lead
    assert "fn3" not in lead


def test_an_author_who_saves_a_post_with_labels_has_it_followed_once(client, alice, indexed):
    post = make_post(author=alice)
    post.labels.set([make_label(name="Mar"), make_label(name="Pan")])
    before, indexed[:] = queued(), []
    client.force_login(alice)

    client.post(form_of(post), typed_again(post, labels="Mar, Faro, Costa"))

    post.refresh_from_db()
    assert {label.name for label in post.labels.all()} == {"Mar", "Faro", "Costa"}
    assert indexed == [post.pk]
    assert queued() == before + 1
    assert search.search("etiqueta:faro").pks == [post.pk]


def test_labels_that_are_set_alone_are_followed_too(alice, indexed):
    post = make_post(author=alice)
    indexed.clear()

    post.labels.add(make_label(name="Mar"))

    assert indexed == [post.pk]


def test_a_change_that_fails_is_not_followed(alice, indexed):
    def change():
        with transaction.atomic(), changes.together():
            make_post(author=alice, title="Perdida")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        change()

    assert (indexed, Post.objects.count()) == ([], 0)
    make_post(author=alice)
    assert len(indexed) == 1
