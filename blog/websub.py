"""WebSub."""

from blog.models import Post


def announce(post: Post) -> None:
    """Tell the hub of a post, once it is live."""
