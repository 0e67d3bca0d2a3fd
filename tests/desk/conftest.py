"""The post and the readers of the comments' tests, which are moderated at the desk."""

from tests.comments.conftest import moderate, post, send

__all__ = ["moderate", "post", "send"]
