"""Blogger's `?showComment=`, which names a comment by the millisecond at which it was written."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict

from blog.models import Post
from comments.models import Comment

PARAMETER = "showComment"
MILLISECONDS = re.compile(r"\d{1,14}", re.ASCII)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def comment_redirects(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: redirect from a post's address with `?showComment=` to the comment.

    The redirect is temporary: a comment that is not here may still be imported.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        names_one = request.method in {"GET", "HEAD"} and PARAMETER in request.GET
        if names_one and (post := _post_at(request.path_info)):
            return HttpResponseRedirect(_address(post, request.GET))
        return get_response(request)

    return middleware


def _post_at(path: str) -> Post | None:
    return Post.objects.published().filter(path=path.removeprefix("/")).first()


def _address(post: Post, query: QueryDict) -> str:
    """Return the address of the comment, else of the post's comments, with all other parameters."""
    rest = query.copy()
    comment = _comment_written_at(post, str(rest.pop(PARAMETER)[-1]))
    parameters = f"?{rest.urlencode()}" if rest else ""
    return f"{post.get_absolute_url()}{parameters}#{f'c{comment.pk}' if comment else 'comments'}"


def _comment_written_at(post: Post, milliseconds: str) -> Comment | None:
    if not MILLISECONDS.fullmatch(milliseconds):
        return None
    time = EPOCH + timedelta(milliseconds=int(milliseconds))
    within = (time, time + timedelta(microseconds=999))
    comments: Comment | None = post.comments.published().filter(created_at__range=within).first()
    return comments
