"""SQL written out by hand: what a post, a list, a search and each comment sent ask for.

To build one of these queries, and models of its rows, takes the ORM three to thirty times as long
as the query takes. Both databases read this SQL; `tests/blog/test_sql.py` holds each query equal to
its twin in the ORM.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import BigIntegerField
from django.utils import timezone

from accounts.models import User
from blog.models import Picture, Post, SiteSettings
from blog.models.publication import LIVE
from database.raw_sql import adapted, aware, fetch_rows, placeholders
from web.page_tags import note

# What is shown of a person and of a picture, in the order of their fields.
OF_AUTHOR = ("username", "name", "slug", "avatar")
OF_PICTURE = ("file", "width", "height", "tone", "srcsets")

AUTHOR = ", ".join(f"u.{name} AS author_{name}" for name in OF_AUTHOR)
PICTURE = ", ".join(f"i.{name} AS picture_{name}" for name in OF_PICTURE)


# Posts, with their authors and covers.

POST = f"""
    SELECT {{columns}}, {AUTHOR}, {PICTURE} FROM blog_post p
    JOIN accounts_user u ON u.id = p.author_id
    LEFT JOIN blog_picture i ON i.id = p.cover_id
    WHERE {{condition}}
"""  # noqa: S608 - columns of our own
IN_LIST = """
    p.id, p.title, p.path, p.published_at, p.updated_at, p.author_id, p.words, p.lead_html,
    p.has_jump, p.comments_open, p.cover_id, p.cover_alt, p.cover_caption
"""
IN_FEED = """
    p.id, p.uid, p.title, p.path, p.published_at, p.updated_at, p.author_id, p.excerpt,
    p.description, p.has_jump, p.cover_id, p.cover_alt, p.cover_caption
"""
TEXTS = "SELECT p.id, p.body_html, p.lead_html FROM blog_post p WHERE p.id IN ({posts})"


class PostTexts(NamedTuple):
    """What is kept of a post's text."""

    pk: int
    body_html: str
    lead_html: str


def live_post(path: str) -> Post | None:
    """Return the live post at a path."""
    return _live_post("p.path = %(key)s", path)


def live_post_numbered(pk: int) -> Post | None:
    """Return the live post of a number."""
    return _live_post("p.id = %(key)s", pk) if pk <= BigIntegerField.MAX_BIGINT else None


def listed_posts(pks: Iterable[int]) -> list[Post]:
    """Return posts by their numbers, in that order, with what a list shows of them."""
    return _posts_numbered(IN_LIST, pks)


def posts_in_feed(pks: Iterable[int]) -> list[Post]:
    """Return posts by their numbers, in that order, with what a feed has of them but the text."""
    return _posts_numbered(IN_FEED, pks)


def texts_of(pks: Iterable[int]) -> list[PostTexts]:
    """Return the texts of posts, in no order."""
    pks = list(pks)
    return fetch_rows(TEXTS.format(posts=placeholders(pks)), pks, PostTexts._make) if pks else []


def _posts_numbered(columns: str, pks: Iterable[int]) -> list[Post]:
    pks = list(pks)
    if not pks:
        return []
    found = {post.pk: post for post in _posts(columns, f"p.id IN ({placeholders(pks)})", pks)}
    return [found[pk] for pk in pks if pk in found]


def _live_post(condition: str, key: str | int) -> Post | None:
    params = {"key": key, "now": adapted(timezone.now())}
    return next(_posts("p.*", f"{condition} AND {LIVE}", params), None)


def _posts(columns: str, condition: str, params: dict[str, Any] | list[int]) -> Iterator[Post]:
    for post in Post.objects.raw(POST.format(columns=columns, condition=condition), params):
        note(f"card:{post.pk}" if columns == IN_LIST else f"post:{post.pk}")
        post.author = _author(post)
        post.cover = _picture(post.cover_id, post) if post.cover_id else None
        yield post


def _author(row: Any) -> User:
    """Return the author whose columns came with a row; others are fetched when they are read."""
    note(f"user:{row.author_id}")
    values = [getattr(row, f"author_{name}") for name in OF_AUTHOR]
    return User.from_db(None, ("id", *OF_AUTHOR), [row.author_id, *values])


def _picture(pk: int, row: Any) -> Picture:
    """Return the picture whose columns came with a row; others are fetched when they are read."""
    note(f"picture:{pk}")
    *values, srcsets = (getattr(row, f"picture_{name}") for name in OF_PICTURE)
    return Picture.from_db(None, ("id", *OF_PICTURE), [pk, *values, json.loads(srcsets)])


# The labels of several posts.

LABELS = """
    SELECT f.post_id, l.name, l.slug FROM blog_post_labels f
    JOIN blog_label l ON l.id = f.label_id WHERE f.post_id IN ({posts})
"""
LABELS_BY_USE = """
    SELECT l.name, COUNT(*) AS posts FROM blog_post_labels f
    JOIN blog_label l ON l.id = f.label_id WHERE f.post_id IN ({posts})
    GROUP BY l.id, l.name ORDER BY posts DESC, l.name LIMIT {limit}
"""


class PostLabel(NamedTuple):
    """A label that a post, by its number, has."""

    post: int
    name: str
    slug: str


class LabelUse(NamedTuple):
    """A label by its name, and how many posts have it."""

    name: str
    posts: int


def labels_of(pks: Iterable[int]) -> list[PostLabel]:
    """Return the labels of posts, in no order."""
    pks = list(pks)
    labels = fetch_rows(LABELS.format(posts=placeholders(pks)), pks, PostLabel._make) if pks else []
    note(*(f"label:{label.slug}" for label in labels))
    return labels


def labels_by_use(pks: Iterable[int], *, limit: int) -> list[LabelUse]:
    """Return the labels that most of some posts have."""
    pks = list(pks)
    sql = LABELS_BY_USE.format(posts=placeholders(pks), limit=limit)
    return fetch_rows(sql, pks, LabelUse._make) if pks else []


# What stands beside a post on its page.

OTHER = "p.id, p.title, p.path, p.words"
NEIGHBOUR = f"""
    SELECT * FROM (
        SELECT '{{part}}' AS part, {OTHER}, 0 AS rank, p.published_at FROM blog_post p
        WHERE p.published_at {{side}}= %(at)s AND {LIVE}
        AND (p.published_at {{side}} %(at)s OR p.id {{side}} %(pk)s)
        ORDER BY p.published_at {{order}}, p.id {{order}} LIMIT 1
    ) {{part}}
"""  # noqa: S608 - columns of our own
CONTEXT = f"""
    {NEIGHBOUR.format(part="newer", side=">", order="ASC")}
    UNION ALL {NEIGHBOUR.format(part="older", side="<", order="DESC")}
    UNION ALL SELECT 'related', {OTHER}, r.score, p.published_at FROM blog_relatedpost r
    JOIN blog_post p ON p.id = r.other_id WHERE r.post_id = %(pk)s AND {LIVE}
    UNION ALL SELECT 'label', l.id, l.name, l.slug, 0, 0, NULL FROM blog_post_labels f
    JOIN blog_label l ON l.id = f.label_id WHERE f.post_id = %(pk)s
    UNION ALL SELECT 'credit', c.id, c.name, c.url, 0, c.position, NULL FROM blog_republication c
    WHERE c.post_id = %(pk)s
"""  # noqa: S608 - columns of our own


class ContextRow(NamedTuple):
    """A live post beside a post (`newer`, `older`, `related`), or a `label` or `credit` of its own.

    `path` is a label's slug, or the address of a site that published the post too. The nearest of
    the related posts have the highest `rank`, the first credits the lowest.
    """

    part: str
    pk: int
    name: str
    path: str
    words: int
    rank: float
    published_at: datetime | None

    @property
    def tag(self) -> str:
        """What moves when it is shown otherwise; a credit is part of its post."""
        if self.part == "label":
            return f"label:{self.path}"
        return "" if self.part == "credit" else f"link:{self.pk}"


def context_rows(post: Post) -> list[ContextRow]:
    """Return what stands beside a post, in no order; a draft has no neighbours."""
    params = {"pk": post.pk, "at": adapted(post.published_at), "now": adapted(timezone.now())}
    rows = fetch_rows(CONTEXT, params, _context_row)
    note(f"neighbours:{post.pk}", f"context:{post.pk}")
    note(*(row.tag for row in rows if row.tag))
    return rows


def _context_row(columns: tuple[Any, ...]) -> ContextRow:
    *others, published_at = columns
    return ContextRow._make((*others, published_at and aware(published_at)))


# The site's settings.

SETTINGS = f"""
    SELECT s.*, {PICTURE} FROM blog_sitesettings s
    LEFT JOIN blog_picture i ON i.id = s.header_image_id
"""  # noqa: S608 - columns of our own
WEBSUB_HUB = "SELECT websub_hub FROM blog_sitesettings"


def site_settings() -> SiteSettings:
    """Return the stored settings, or those a new blog begins with."""
    note("settings")
    site = next(iter(SiteSettings.objects.raw(SETTINGS)), None) or SiteSettings(pk=1)
    if site.header_image_id:
        site.header_image = _picture(site.header_image_id, site)
    return site


def websub_hub() -> str:
    """Return the hub's address as it is stored."""
    return next(iter(fetch_rows(WEBSUB_HUB, None, lambda row: str(row[0]))), "")
