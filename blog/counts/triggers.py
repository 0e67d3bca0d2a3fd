"""The triggers that keep the counted rows of `blog.models.counts`, in the transaction of a change.

They are removed before migrations, since SQLite alters a table by copying it, and made anew after
them, when all is counted once again if anything lacks, or has changed unheard.
"""

from typing import Any

from django.db import connections, transaction

from blog.counts.recount import recount
from database.triggers import Operation, Trigger, Triggers

TABLES = {
    *("blog_monthcount", "blog_sitemapmonth", "blog_labelledpost", "blog_labelcount"),
    *("blog_post", "blog_post_labels"),
}
LABELLED = {"blog_labelledpost"}
"""Whose triggers are not there while all is filed anew: PostgreSQL keeps each version of a row that
a transaction writes, and would go through all that it has counted up a label by."""

COUNT_MONTH = """
    UPDATE blog_monthcount SET posts = posts {by} WHERE begins <= {row}.published_at AND id =
    (SELECT id FROM blog_monthcount WHERE ends > {row}.published_at ORDER BY ends LIMIT 1)
"""
COUNT = COUNT_MONTH.format(by="+ 1", row="NEW")
DISCOUNT = COUNT_MONTH.format(by="- 1", row="OLD")
NEW_ADDRESS = """
    INSERT INTO blog_sitemapmonth (name, posts, changed_at)
    SELECT substr(NEW.path, 1, 7), 0, NEW.updated_at
    WHERE NEW.published_at IS NOT NULL AND NEW.path IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM blog_sitemapmonth WHERE name = substr(NEW.path, 1, 7))
"""
COUNT_ADDRESS = """
    UPDATE blog_sitemapmonth SET posts = posts {by}
    WHERE name = substr({row}.path, 1, 7) AND {row}.published_at IS NOT NULL
"""
DATE_ADDRESS = """
    UPDATE blog_sitemapmonth SET changed_at = NEW.{date}
    WHERE name = substr(NEW.path, 1, 7) AND changed_at < NEW.{date}
"""
ADDRESS = [
    NEW_ADDRESS,
    COUNT_ADDRESS.format(by="+ 1", row="NEW"),
    DATE_ADDRESS.format(date="updated_at"),
    DATE_ADDRESS.format(date="published_at"),
]
UNADDRESS = COUNT_ADDRESS.format(by="- 1", row="OLD")
FILE_POST = """
    INSERT INTO blog_labelledpost (label_id, post_id, published_at)
    SELECT label_id, NEW.id, NEW.published_at FROM blog_post_labels
    WHERE post_id = NEW.id AND NEW.published_at IS NOT NULL
"""
UNFILE_POST = "DELETE FROM blog_labelledpost WHERE post_id = OLD.id"
FILE = """
    INSERT INTO blog_labelledpost (label_id, post_id, published_at)
    SELECT NEW.label_id, id, published_at FROM blog_post
    WHERE id = NEW.post_id AND published_at IS NOT NULL
"""
UNFILE = "DELETE FROM blog_labelledpost WHERE post_id = OLD.post_id AND label_id = OLD.label_id"
NEW_LABEL = """
    INSERT INTO blog_labelcount (label_id, posts) SELECT NEW.label_id, 0
    WHERE NOT EXISTS (SELECT 1 FROM blog_labelcount WHERE label_id = NEW.label_id)
"""
COUNT_LABEL = "UPDATE blog_labelcount SET posts = posts + 1 WHERE label_id = NEW.label_id"
DISCOUNT_LABEL = "UPDATE blog_labelcount SET posts = posts - 1 WHERE label_id = OLD.label_id"

COUNTED = ("published_at", "path", "updated_at")
"""The columns of a post that what is counted hangs on."""


def on(
    table: str, operation: Operation, *statements: str, columns: tuple[str, ...] = ()
) -> Trigger:
    return Trigger(table, operation, "; ".join(statements), columns=columns)


DECLARED = [
    on("blog_post", Operation.INSERT, COUNT, *ADDRESS),
    on(
        "blog_post",
        Operation.UPDATE,
        *(DISCOUNT, COUNT, UNFILE_POST, FILE_POST, UNADDRESS, *ADDRESS),
        columns=COUNTED,
    ),
    on("blog_post", Operation.DELETE, DISCOUNT, UNFILE_POST, UNADDRESS),
    on("blog_post_labels", Operation.INSERT, FILE),
    on("blog_post_labels", Operation.UPDATE, UNFILE, FILE),
    on("blog_post_labels", Operation.DELETE, UNFILE),
    on("blog_labelledpost", Operation.INSERT, NEW_LABEL, COUNT_LABEL),
    on("blog_labelledpost", Operation.DELETE, DISCOUNT_LABEL),
]
"""Where a date is null, no month is found."""

TRIGGERS = Triggers("count_", lambda: DECLARED)


def install(using: str = "default", plan: Any = None, **_: Any) -> None:
    """Make the triggers, and count what they have missed; while tables lack, neither."""
    with transaction.atomic(using):
        if TABLES - set(connections[using].introspection.table_names()):
            return
        anew = bool(plan) or not TRIGGERS.are_installed(using)
        TRIGGERS.uninstall(using, tables=LABELLED)
        TRIGGERS.install(using, tables=TABLES - LABELLED)  # from here on nobody else writes there
        recount(anew=anew)
        TRIGGERS.install(using, tables=LABELLED)


def uninstall(using: str = "default", plan: Any = None, **_: Any) -> None:
    """Take the triggers out of a migration's way, if there is one to do."""
    if plan:
        TRIGGERS.uninstall(using)
