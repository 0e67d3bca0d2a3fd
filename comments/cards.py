"""What readers see of a comment."""

from datetime import datetime
from typing import NamedTuple


class CommentCard(NamedTuple):
    """All that a page tells of a comment: of equal ones, the same HTML is made."""

    pk: int
    shown_name: str
    """The name of the account as it is today, or the one that was typed."""
    profile: str
    """The page of someone who writes here, else empty."""
    picture: str
    """The address of theirs, or empty."""
    url: str
    text_html: str
    created_at: datetime
    is_waiting: bool
    is_removed: bool
    was_removed_by_its_writer: bool
    is_by_post_author: bool
    parent: int | None
    answers: int | None
    """What it says that it answers: its parent, if that is not the comment it stands under."""
    answered_name: str
