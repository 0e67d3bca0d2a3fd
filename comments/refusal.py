"""A comment is not taken: why, in words for the person who wrote it."""

from http import HTTPStatus


class CommentRejected(Exception):  # noqa: N818 - to have written too fast is no error
    """Ends the taking of a comment, with a reason and the HTTP status that says the same."""

    def __init__(self, reason: str, status: int = HTTPStatus.BAD_REQUEST) -> None:
        super().__init__(reason)
        self.reason = reason
        self.status = status
