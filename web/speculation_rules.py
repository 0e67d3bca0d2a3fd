"""Speculation rules: what browsers may fetch before a reader has clicked.

They are a file that a header names, since the content security policy forbids scripts in a page.
Chromium prefetches a page when a pointer rests on its link, unless the reader saves data. That
request has the header `Sec-Purpose: prefetch`: nobody has read anything yet.
"""

import json
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

EXCLUDED = [
    "/admin/*",
    "/comments/*",
    "/feeds/*",
    "/media/*",
    "/preview/*",
    "/welcome/*",
    "/*.xml",
    "/*\\?*(^|&)reply=*",
    "/*\\?*(^|&)held=*",
]
"""URL patterns of what is no page for readers, or is one reader's own."""

RULES = {
    "prefetch": [
        {
            "where": {
                "and": [{"href_matches": "/*"}, {"not": {"href_matches": EXCLUDED}}],
            },
            "eagerness": "moderate",
        }
    ]
}


@require_safe
@cache_control(public=True, max_age=86_400)
def speculation_rules(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(json.dumps(RULES), content_type="application/speculationrules+json")


def speculation_rules_header(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: name the file of rules in a header of each page for readers."""
    value = header_value()

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if is_page and not request.path.startswith("/admin/"):
            response.headers["Speculation-Rules"] = value
        return response

    return middleware


def header_value() -> str:
    """Return the address of the rules as a string of a structured header."""
    return f'"{reverse("speculation-rules")}"'
