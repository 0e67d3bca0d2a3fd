"""A comment as plain values, of which its partial makes the HTML."""

from typing import NamedTuple


class CommentCard(NamedTuple):
    """All that a page shows of a comment: numbers and dates too are texts."""

    number: str
    shown_name: str
    """The name of the account as it is today, or the one that was typed."""
    profile: str
    """The address of the author's page, or empty if a stranger wrote it."""
    picture: str
    """The address of the author's avatar, or empty."""
    url: str
    text_html: str
    shown_date: str
    w3c_date: str
    compact_date: str
    is_waiting: bool
    is_removed: bool
    was_removed_by_its_writer: bool
    is_by_post_author: bool
    parent: str
    answers: str
    """Its parent, if that is not the first comment of the branch."""
    answered_name: str
