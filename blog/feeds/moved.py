"""Redirects from Blogger's `?alt=`, which names a feed's format, to the address of that format."""

from collections.abc import Callable, Mapping
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, QueryDict
from django.urls import reverse

ALT = {"atom": "atom", "rss": "rss", "json": "json", "json-in-script": "json"}

View = Callable[..., HttpResponse]


def format_of(query: QueryDict) -> str:
    """Return the format that `alt` asks for; Atom where it asks for nothing known."""
    return ALT.get(query.get("alt", ""), "atom")


def in_format_of_alt(view: View) -> View:
    """Have a view redirect from the Atom feed to the one that `alt` asks for.

    A feed whose `text` Blogger names in the path has only that address, and answers there.
    """

    @wraps(view)
    def in_format(request: HttpRequest, **parts: object) -> HttpResponse:
        if "text" in parts:
            return view(request, **{**parts, "form": format_of(request.GET)})
        if "alt" in request.GET:
            return moved(request, form=parts.get("form") or format_of(request.GET))
        return view(request, **parts)

    return in_format


def moved(request: HttpRequest, **changes: object) -> HttpResponse:
    """Redirect to the feed that was asked for with some parts of its address changed."""
    match = request.resolver_match
    assert match  # noqa: S101 - the view was found by it
    return moved_to(match.view_name, {**match.kwargs, **changes}, request.GET)


def moved_to(name: str, parts: Mapping[str, object], query: QueryDict) -> HttpResponse:
    """Redirect to a feed by its URL's name, with a query string, save what the path says."""
    kwargs = {part: value for part, value in parts.items() if (part, value) != ("form", "atom")}
    path, kept = reverse(name, kwargs=kwargs), query.copy()
    kept.pop("alt", None)
    return HttpResponsePermanentRedirect(f"{path}?{kept.urlencode()}" if kept else path)
