"""Blogger names a feed's format by `?alt=`; here each has an address of its own."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, QueryDict
from django.urls import reverse

ALT = {"atom": "atom", "rss": "rss", "json": "json", "json-in-script": "json"}

View = Callable[..., HttpResponse]


def format_of(query: QueryDict) -> str:
    """Give the format that `alt` asks for; Atom where it asks for nothing known."""
    return ALT.get(query.get("alt", ""), "atom")


def in_format_of_alt(view: View) -> View:
    """Lead on from the Atom feed to the one that `alt` asks for, the other parameters kept."""

    @wraps(view)
    def in_format(request: HttpRequest, *, form: str = "atom", **parts: object) -> HttpResponse:
        if "alt" in request.GET:
            asked = format_of(request.GET) if form == "atom" else form
            return HttpResponsePermanentRedirect(_address(request, asked))
        return view(request, form=form, **parts)

    return in_format


def _address(request: HttpRequest, form: str) -> str:
    match = request.resolver_match
    assert match  # noqa: S101 - the view was found by it
    query = request.GET.copy()
    del query["alt"]
    parts = {**match.kwargs, **({"form": form} if form != "atom" else {})}
    path = reverse(match.view_name, kwargs=parts)
    return f"{path}?{query.urlencode()}" if query else path
