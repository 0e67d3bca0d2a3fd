"""Which comments are published at once, and which wait until somebody has read them."""

from blog.models import SiteSettings
from comments.models import Comment, CommentState


def initial_state(comment: Comment, site: SiteSettings) -> CommentState:
    """Return the state of a new comment: the site's setting decides for all but those signed in."""
    if comment.author or site.moderation == SiteSettings.Moderation.AT_ONCE:
        return CommentState.PUBLISHED
    if site.moderation == SiteSettings.Moderation.FIRST and is_known(comment.email):
        return CommentState.PUBLISHED
    return CommentState.WAITING


def is_known(email: str) -> bool:
    """Return whether a comment under this address has been published."""
    return bool(email) and Comment.objects.published().filter(email=email.lower()).exists()
