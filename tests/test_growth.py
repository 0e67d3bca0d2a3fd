"""No public page reads a growing table from end to end: the databases say how they go about it."""

import json
import re
from contextlib import contextmanager
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from blog.models import Label, OldAddress, Post, RelatedPost
from blog.search import index
from comments.models import Comment
from tests.factories import make_user

pytestmark = pytest.mark.django_db

GROWING = {
    *("blog_post", "blog_post_labels", "blog_labelledpost", "blog_relatedpost", "blog_search"),
    *("blog_oldaddress", "comments_comment"),
}
POSTS = 3_000
needs_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="reads its plans")
needs_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="counts SQLite's steps")


@pytest.fixture(scope="module")
def posts(module_db):
    """Fill the tables so far that reading one of them whole would not be the wiser way."""
    author = make_user("alice", name="Alicia Núñez", role="author")
    now = timezone.now()
    label = Label.objects.create(name="Cocina")
    rare = Label.objects.create(name="Pan")
    posts = Post.objects.bulk_create(
        Post(
            title=f"Entrada {n}",
            slug=f"entrada-{n}",
            path=f"{timezone.localtime(now - timedelta(hours=n)):%Y/%m}/entrada-{n}.html",
            author=author,
            body_html="<p>Hola, faro.</p>\n" * 20,
            lead_html="<p>Hola, faro.</p>\n",
            published_at=now - timedelta(hours=n),
        )
        for n in range(POSTS)
    )
    through = Post.labels.through
    through.objects.bulk_create(through(post=post, label=label) for post in posts)
    through.objects.bulk_create(through(post=post, label=rare) for post in posts[:2])
    RelatedPost.objects.bulk_create(
        RelatedPost(post=one, other=other, score=1) for one, other in pairwise(posts)
    )
    Comment.objects.bulk_create(
        Comment(post=post, name="Lucía", text_html="<p>Hola.</p>") for post in posts * 2
    )
    OldAddress.objects.bulk_create(
        OldAddress(post=post, path=f"2001/01/{post.slug}.html") for post in posts
    )
    index(post.pk for post in posts)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return posts


@pytest.fixture
def blog(posts, db):
    return posts


def pages(posts):
    post, deep = posts[POSTS // 2], posts[POSTS // 3]
    day = timezone.localdate(post.published_at)
    place = f"{deep.published_at:%Y%m%dT%H%M%S.%f}-{deep.pk}"
    lists = ["/", f"/{day:%Y}/", f"/{day:%Y/%m}/", "/label/cocina/", "/label/pan/"]
    lists += [post.author.get_absolute_url(), reverse("blog:post-feed")]
    lists += [reverse("blog:label-feed", args=["cocina"]), reverse("comments:comment-feed")]
    return [
        *lists,
        *(f"{page}?{way}={place}" for page in lists[:4] for way in ("before", "after")),
        *(f"/{day:%Y/%m/%d}/", "/labels/", "/archive/", "/nowhere", "/2001/02/nada.html"),
        post.get_absolute_url(),
        reverse("comments:post-comment-feed", kwargs={"number": post.pk}),
    ]


def lists_of_the_desk():
    posts, comments = "/admin/blog/post/", "/admin/comments/comment/"
    this_year = timezone.localdate().year
    return [
        *("/admin/", posts, comments, f"{posts}?state=draft"),
        *(f"{posts}?q=2999", f"{posts}?label=pan", f"{posts}?published_at__year={this_year}"),
        *(f"{comments}?q=nadie", f"{comments}?state=waiting", f"{comments}?q=ana@example.org"),
    ]


def test_no_public_page_reads_a_growing_table_from_end_to_end(client, blog):
    asked = asked_for(client, pages(blog))

    assert {sql for sql, params in asked if scanned(sql, params) & GROWING} == set()
    assert len(asked) > len(pages(blog))


@pytest.fixture
def desk(client, carol, monkeypatch):
    """Sign in where nobody leafs far: the tables are smaller here than what is leafed through."""
    for module in ("desk.lists", "desk.admin.posts", "desk.admin.comments"):
        monkeypatch.setattr(f"{module}.MAX_ROWS", 100)
    client.force_login(carol)
    return client


@needs_postgresql
def test_an_index_answers_whatever_the_desk_and_readers_ask(desk, blog):
    """Tables as small as these are read whole where that is quicker, so it is told not to."""
    asked = asked_for(desk, [*lists_of_the_desk(), *pages(blog), "/sitemap.xml", "/search?q=faro"])
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")

    assert {sql for sql, params in asked if scanned(sql, params) & GROWING} == set()


@needs_sqlite
def test_no_list_of_the_desk_takes_a_step_for_each_post(desk, blog):
    taken = {}
    for page in lists_of_the_desk():
        with counted_steps() as steps:
            assert desk.get(page).status_code == 200
        taken[page] = sum(steps)

    assert {page: steps for page, steps in taken.items() if steps > 4 * POSTS} == {}


def asked_for(client, addresses):
    """Return the queries that pages ask, which all have to be there."""
    asked = []

    def note(execute, sql, params, many, context):
        asked.append((sql, params))
        return execute(sql, params, many, context)

    for address in addresses:
        with connection.execute_wrapper(note):
            response = client.get(address)
        assert response.status_code in {200, 404}
    return asked


@needs_sqlite
def test_no_public_page_seeks_an_old_place_from_the_newest_post_on(client, blog):
    taken = {}
    for page in old_places(blog):
        with counted_steps() as steps:
            client.get(page)
        taken[page] = sum(steps)

    assert {page: steps for page, steps in taken.items() if steps > POSTS} == {}


def old_places(posts):
    """Return lists that end long ago, where little is to be read."""
    oldest = posts[-3]
    day = timezone.localdate(oldest.published_at)
    place = f"{oldest.published_at:%Y%m%dT%H%M%S.%f}-{oldest.pk}"
    until = f"{oldest.published_at:%Y-%m-%dT%H:%M:%SZ}"
    feed = reverse("blog:post-feed")
    lists = ["/", "/label/cocina/", oldest.author.get_absolute_url(), feed]
    lists += [reverse("blog:label-feed", args=["cocina"])]
    return [
        *(f"{page}?before={place}" for page in lists),
        *(f"/{day:%Y/%m/%d}/", oldest.get_absolute_url(), f"{feed}?published-max={until}"),
    ]


@contextmanager
def counted_steps():
    """Have SQLite tell of each hundred instructions that it works off."""
    steps = []
    connection.connection.set_progress_handler(lambda: steps.append(100), 100)
    yield steps
    connection.connection.set_progress_handler(None, 100)


def test_a_scan_would_be_noticed(blog):
    assert scanned("SELECT COUNT(*) FROM comments_comment WHERE name = 'Ana'") == {
        "comments_comment"
    }
    assert scanned("SELECT title FROM blog_post U0 ORDER BY title") == {"blog_post"}
    assert scanned("SELECT c.name FROM comments_comment c WHERE c.url = ''") == {"comments_comment"}


def scanned(sql, params=()):
    """Name the tables that a query reads from end to end."""
    if not sql.lstrip().startswith("SELECT"):
        return set()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            return set(of_sqlite(cursor, sql, params))
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", params)
        plan = cursor.fetchone()[0]
        return set(of_postgresql(json.loads(plan) if isinstance(plan, str) else plan))


def of_sqlite(cursor, sql, params):
    """Return each table of a `SCAN`, by its index or by what its alias may stand for."""
    cursor.execute("SELECT name, tbl_name FROM sqlite_master WHERE type = 'index'")
    indexes = dict(cursor.fetchall())
    aliases = re.findall(r'(?:FROM|JOIN) "?(\w+)"? (?=(\w+))', sql)
    cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
    for step in [row[3].split() for row in cursor.fetchall()]:
        if "VIRTUAL" in step and step[-1] != "0:":
            continue  # by a number, or by words
        if step[0] == "SCAN" and step[-1] in indexes:
            yield indexes[step[-1]]
        elif step[0] == "SCAN":
            yield from [table for table, alias in aliases if alias == step[1]] or [step[1]]


def of_postgresql(plan):
    for step in plan:
        node = step.get("Plan", step)
        if node["Node Type"] == "Seq Scan":
            yield node["Relation Name"]
        yield from of_postgresql(node.get("Plans", []))
