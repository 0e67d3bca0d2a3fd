"""Blogger names a feed's format by `?alt=`; here each has an address of its own."""

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
    """Lead on from the Atom feed to the one that `alt` asks for, the other parameters kept.

    A feed whose `text` Blogger names in the path has but that one address, and answers there.
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
    """Lead to the feed that the request names, but for some parts of its address."""
    match = request.resolver_match
    assert match  # noqa: S101 - the view was found by it
    return moved_to(match.view_name, {**match.kwargs, **changes}, request.GET)


def moved_to(name: str, parts: Mapping[str, object], query: QueryDict) -> HttpResponse:
    """Lead to a feed by its name, with what is asked of it, save what its path tells."""
    told = {part: value for part, value in parts.items() if (part, value) != ("form", "atom")}
    asked = query.copy()
    asked.pop("alt", None)
    path = reverse(name, kwargs=told)
    return HttpResponsePermanentRedirect(f"{path}?{asked.urlencode()}" if asked else path)
