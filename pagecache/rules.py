"""Which tags a changed row moves: what readers see of each model, as SQL over its rows.

Pages note the same tags while they are made (`web.page_tags.note`). A test changes each column of
each of these models and asks every kind of page.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from comments.models import VISIBLE

Columns = tuple[str, ...]

ALL = "all"
EVERYWHERE = frozenset({ALL, "menu", "settings"})
"""What every page shows."""


@dataclass(frozen=True)
class Rule:
    """A tag that moves with a row: SQL, or such by the database's vendor, with `{row}` for the row.

    A change moves it only if one of `columns` differs; without columns, any that is seen. It moves
    once for each row of `source`, tables after FROM, for which `having` is true.
    """

    tag: str | Mapping[str, str]
    columns: Columns = ()
    source: str = ""
    having: str = "1 = 1"


@dataclass(frozen=True)
class Public:
    """A model that readers see something of.

    `unseen` columns may change unnoticed; `where` says which rows show.
    """

    rules: tuple[Rule, ...]
    unseen: Columns = ()
    where: str = "1 = 1"


DATED = "{row}.published_at IS NOT NULL"
NOT_OF_DRAFT = """NOT EXISTS (
    SELECT 1 FROM blog_post d WHERE d.id = {row}.post_id AND d.published_at IS NULL
)"""
"""A post that is deleted in the same transaction is gone by the time PostgreSQL asks."""

SHOWN_PICTURE = """
    EXISTS (SELECT 1 FROM blog_post d WHERE d.published_at IS NOT NULL AND d.cover_id = {row}.id)
    OR EXISTS (SELECT 1 FROM blog_sitesettings s WHERE s.header_image_id = {row}.id)
"""
"""A picture in a text stands in the text's own HTML."""

NEIGHBOUR = """'neighbours:' || (
    SELECT n.id FROM blog_post n WHERE n.published_at {side}= {{row}}.published_at
    AND (n.published_at {side} {{row}}.published_at OR n.id {side} {{row}}.id)
    ORDER BY n.published_at {order}, n.id {order} LIMIT 1
)"""
MONTH = {
    "sqlite": "'month:' || substr({row}.published_at, 1, 7)",
    "postgresql": "'month:' || to_char({row}.published_at AT TIME ZONE 'UTC', 'YYYY-MM')",
}

PLACE = ("published_at", "author_id")
"""What puts a post into lists."""

LINK = ("title", "path", "published_at")
CARD = (
    *(*LINK, "updated_at", "author_id", "words", "lead_html", "has_jump", "comments_open"),
    *("cover_id", "cover_alt", "cover_caption"),
)
"""What lists show."""

POST = (
    Rule("'post:' || {row}.id"),
    Rule("'card:' || {row}.id", CARD),
    Rule("'link:' || {row}.id", (*LINK, "uid", "words")),
    Rule("'posts'", PLACE),
    Rule(MONTH, PLACE),
    Rule("'author:' || {row}.author_id", PLACE),
    Rule(
        "'labelled:' || f.label_id",
        PLACE,
        source="blog_post_labels f",
        having="f.post_id = {row}.id",
    ),
    Rule(NEIGHBOUR.format(side=">", order="ASC"), PLACE),
    Rule(NEIGHBOUR.format(side="<", order="DESC"), PLACE),
    Rule(
        "'context:' || o.post_id",
        PLACE,
        source="blog_relatedpost o",
        having="o.other_id = {row}.id",
    ),
    Rule("'comments'", PLACE),
    Rule("'archive'", LINK),
    Rule("'authors'", PLACE),
    Rule("'labels'", PLACE),
    Rule("'popular'", LINK),
    Rule("'sitemap'"),
)

PUBLIC = {
    "accounts.User": Public(
        (
            Rule("'user:' || {row}.id", ("name", "slug", "avatar")),
            Rule("'user:' || {row}.id", ("username",), having="{row}.name = ''"),
            Rule("'authors'", ("name", "slug", "avatar")),
            Rule("'profile:' || {row}.id"),
        ),
        unseen=("password", "last_login", "email", "role", "is_active", "date_joined"),
    ),
    "accounts.ProfileLink": Public((Rule("'profile:' || {row}.user_id"),)),
    "blog.Label": Public((Rule("'label:' || {row}.slug"), Rule("'labels'"))),
    "blog.Page": Public(
        (
            Rule("'page:' || {row}.id"),
            Rule("'menu'", ("menu_position", "title", "slug", "published_at")),
            Rule("'sitemap'"),
        ),
        unseen=("body", "created_at"),
        where=DATED,
    ),
    "blog.Picture": Public(
        (Rule("'picture:' || {row}.id"), Rule("'sitemap'", ("file",))),
        unseen=("state", "stem", "tries", "failure", "uploaded_by_id", "created_at"),
        where=SHOWN_PICTURE,
    ),
    "blog.PopularPost": Public((Rule("'popular'"),), unseen=("views",)),
    "blog.Post": Public(POST, unseen=("body", "blogger_id", "created_at", "slug"), where=DATED),
    "blog.Post_labels": Public(
        (
            Rule("'post:' || {row}.post_id"),
            Rule("'card:' || {row}.post_id"),
            Rule("'labelled:' || {row}.label_id"),
            Rule("'labels'"),
        ),
        where=NOT_OF_DRAFT,
    ),
    "blog.RelatedPost": Public((Rule("'context:' || {row}.post_id"),), where=NOT_OF_DRAFT),
    "blog.Republication": Public((Rule("'context:' || {row}.post_id"),), where=NOT_OF_DRAFT),
    "blog.SiteSettings": Public((Rule("'settings'"),)),
    "comments.Comment": Public(
        (
            Rule("'thread:' || {row}.post_id"),
            Rule("'count:' || {row}.post_id", ("state", "post_id")),
            Rule("'comments'"),
        ),
        unseen=("email", "sender"),
        where=VISIBLE,
    ),
}
"""Every model with something that readers see, by its label. A test knows the others by name."""
