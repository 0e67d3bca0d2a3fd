"""Blogger's addresses, each redirected permanently to the page in its place here.

Those of its feeds are in `blog.feeds`, those of its comments in `comments.blogger`.
"""

import re
import unicodedata
from collections.abc import Callable
from http import HTTPStatus

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404, redirect
from django.templatetags.static import static
from django.urls import Resolver404, resolve, reverse
from django.utils.encoding import escape_uri_path
from django.utils.http import escape_leading_slashes
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from blog.feeds.paging import parse_time
from blog.models import Label, Post
from blog.pages.period import Period
from database.keyset import write_cursor
from web.slugs import slug_of

MOBILE = {"m=0", "m=1"}
PAGING = {"updated-max", "max-results", "start", "by-date"}
RESPELLED = re.compile(r"/(\d{4}[/_]|p/|search(/|$)|label/|feeds/|(atom|rss|index)\.)")
"""The beginnings of addresses that are tried in another spelling."""

BEFORE_LABEL = re.compile(r"/search/label/|/-/")
"""What precedes a label's name, which is understood in any spelling."""

FILES = (".html", ".xml", "/default", "/full", "/summary", "/rss", "/json", "/search")
"""The ends of addresses that have no slash after them."""

A_DAY = 86_400


def blogger_addresses(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: redirect from what Blogger adds to any address, and from its other spellings.

    `?m=1` (mobile) is dropped, `/search?updated-max=…` is a list from that time on, and an address
    that is not found in capitals, or with a slash too many, is tried without.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return get_response(request)
        if found := _without_mobile(request) or _older_posts(request):
            return HttpResponsePermanentRedirect(found)
        response = get_response(request)
        if response.status_code == HTTPStatus.NOT_FOUND and (found := _plain_spelling(request)):
            return HttpResponsePermanentRedirect(found)
        return response

    return middleware


def _without_mobile(request: HttpRequest) -> str:
    parts = request.META.get("QUERY_STRING", "").split("&")
    kept = [part for part in parts if part not in MOBILE]
    return _address(request.path, "&".join(kept)) if len(kept) < len(parts) else ""


def _older_posts(request: HttpRequest) -> str:
    """Return the address of the list that `/search` shows at Blogger where no words are given."""
    if request.path.rstrip("/") != "/search" or "q" in request.GET or not PAGING & {*request.GET}:
        return ""
    return reverse("blog:home") + _place(request)


def _plain_spelling(request: HttpRequest) -> str:
    path = request.path.lower()
    path = path.rstrip("/") if path.rstrip("/").endswith(FILES) else path
    if path == request.path or not RESPELLED.match(path) or BEFORE_LABEL.search(request.path):
        return ""
    try:
        resolve(path)
    except Resolver404:
        return ""
    return _address(path, request.META.get("QUERY_STRING", ""))


def _address(path: str, query: str) -> str:
    return escape_leading_slashes(escape_uri_path(path)) + (f"?{query}" if query else "")


def _place(request: HttpRequest) -> str:
    """Return `updated-max`, the first time that is not shown any more, as a place in a list."""
    time = parse_time(request.GET.get("updated-max", ""))
    return f"?before={write_cursor(time, 0)}" if time else ""


@require_safe
def label_search(request: HttpRequest, name: str) -> HttpResponse:
    """Redirect from `/search/label/X%20Y` to the label's page, at the place that it names."""
    label = _find(_spellings(), name.strip("/"))
    if not label:
        raise Http404
    return HttpResponsePermanentRedirect(label.get_absolute_url() + _place(request))


@require_safe
def monthly_archive(request: HttpRequest, year: int, month: int, day: int) -> HttpResponse:
    """Redirect from the archive that began on a day to that of its month, which must have posts."""
    try:
        posts = Period.of(year, month).posts(Post.objects.published())
    except (ValueError, OverflowError) as error:
        raise Http404 from error
    if not posts.exists():
        raise Http404
    return redirect("blog:month-archive", year, month, permanent=True)


@require_safe
def numbered_post(request: HttpRequest, number: int) -> HttpResponse:
    """Redirect from a post's own address in the feeds to its page."""
    return HttpResponsePermanentRedirect(post_numbered(number).get_absolute_url())


@require_safe
@cache_control(public=True, max_age=A_DAY)
def favicon(request: HttpRequest) -> HttpResponse:
    """Redirect from where browsers look by themselves."""
    return HttpResponseRedirect(static("img/favicon.ico"))


def post_numbered(number: int) -> Post:
    """Return the live post with a number: Blogger's own, if it has one, or ours.

    Raises:
        Http404: if there is none.

    """
    live = Post.objects.published()
    theirs: Post | None = live.filter(blogger_id=str(number)).first()
    return theirs or get_object_or_404(live, pk=number)


def labels_between_slashes(parts: list[str]) -> list[Label]:
    """Return labels that stood between slashes as Blogger spells them: any case, `+` for space.

    A name may have slashes of its own: the longest name that exists counts.

    Raises:
        Http404: if a part belongs to no label of a live post.

    """
    found = _split(_spellings(), parts)
    return list({label.pk: label for label in found}.values())


def _split(known: dict[str, Label], parts: list[str]) -> list[Label]:
    if not parts:
        return []
    for end in range(len(parts), 0, -1):
        if label := _find(known, "/".join(parts[:end])):
            return [label, *_split(known, parts[end:])]
    raise Http404


def _spellings() -> dict[str, Label]:
    """Return the labels of live posts, each by its slug and by its name."""
    labels = list(Label.objects.in_use())
    known = {label.slug: label for label in labels}
    return known | {_folded(label.name): label for label in labels}


def _find(known: dict[str, Label], name: str) -> Label | None:
    """Return a label by its name, or by the slug of it, which leaves slashes out."""
    slug = name if "/" in name else slug_of(name, fallback="-")
    spellings = (_folded(name), _folded(name.replace("+", " ")), slug)
    return next((known[spelling] for spelling in spellings if spelling in known), None)


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
