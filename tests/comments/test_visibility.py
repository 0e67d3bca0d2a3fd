"""Who may see a comment is said once: in SQL that is written out, and in the QuerySet, alike."""

import re
from pathlib import Path

import pytest

from comments.models import PUBLISHED, VISIBLE, WAITING, Comment, CommentState, published_q
from database.raw_sql import fetch_rows
from tests.factories import make_comment, make_post

ROOT = Path(__file__).parents[2]
SPELLED = re.compile(r"state\W+(?:=|IN)\W+['\"(]+(?:published|waiting|removed|spam)")


@pytest.mark.parametrize(
    "condition, rows",
    [
        (PUBLISHED, Comment.objects.published),
        (WAITING, Comment.objects.waiting),
        (VISIBLE, Comment.objects.visible),
    ],
)
def test_a_condition_in_sql_keeps_what_the_queryset_keeps(db, condition, rows):
    post = make_post()
    for state in CommentState.values:
        make_comment(post=post, state=state)

    kept = fetch_rows(
        f"SELECT c.id FROM comments_comment c WHERE {condition.format(row='c')}",
        None,
        lambda row: row[0],
    )

    assert sorted(kept) == sorted(rows().values_list("pk", flat=True)) != []


def test_the_condition_reaches_comments_by_their_post(db):
    post = make_post()
    make_comment(post=post, state="waiting")
    assert not type(post).objects.filter(published_q("comments__")).exists()

    make_comment(post=post)

    assert type(post).objects.filter(published_q("comments__")).get() == post


def test_nothing_else_spells_out_a_state():
    spelled = {
        str(path.relative_to(ROOT))
        for package in ("blog", "comments", "desk", "pagecache")
        for path in (ROOT / package).rglob("*.py")
        if "migrations" not in path.parts and SPELLED.search(path.read_text())
    }

    assert spelled == {"comments/models.py"}
