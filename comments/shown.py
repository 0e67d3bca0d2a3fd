"""What readers see of a comment."""

from dataclasses import dataclass
from datetime import datetime

from comments.models import Comment


@dataclass(frozen=True)
class Shown:
    """All that a page tells of a comment: of equal ones, the same HTML is made."""

    pk: int
    shown_name: str
    profile: str
    """The page of someone who writes here, else empty."""
    url: str
    text_html: str
    created_at: datetime
    is_waiting: bool
    is_removed: bool
    was_removed_by_its_writer: bool
    is_by_post_author: bool
    answers: int | None
    answered_name: str


def shown(comment: Comment) -> Shown:
    """Tell it of a comment that `comments.thread` has arranged."""
    answered = comment.answers
    return Shown(
        pk=comment.pk,
        shown_name=comment.shown_name,
        profile=comment.author.get_absolute_url() if comment.author else "",
        url=comment.url,
        text_html=comment.text_html,
        created_at=comment.created_at,
        is_waiting=comment.is_waiting,
        is_removed=comment.is_removed,
        was_removed_by_its_writer=comment.was_removed_by_its_writer,
        is_by_post_author=comment.is_by_post_author,
        answers=answered.pk if answered else None,
        answered_name=answered.shown_name if answered else "",
    )
