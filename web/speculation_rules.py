"""Tells browsers what they may fetch before a reader has clicked: the next page opens at once.

Speculation rules, in a file that a header names, since a script in the page is what the policy
forbids. Chromium follows them when a pointer rests on a link, and leaves it where a reader saves
data. The request bears `Sec-Purpose: prefetch`: nobody has read anything yet.
"""

import json
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

ELSEWHERE = [
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
"""What is no page, or no page to read: patterns of addresses, as browsers match them."""

RULES = {
    "prefetch": [
        {
            "where": {
                "and": [{"href_matches": "/*"}, {"not": {"href_matches": ELSEWHERE}}],
            },
            "eagerness": "moderate",
        }
    ]
}


@require_safe
@cache_control(public=True, max_age=86_400)
def speculation_rules(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(json.dumps(RULES), content_type="application/speculationrules+json")


def advertise_speculation_rules(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: name the rules with each page for readers."""
    header = rules_named()

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if is_page and not request.path.startswith("/admin/"):
            response.headers["Speculation-Rules"] = header
        return response

    return middleware


def rules_named() -> str:
    """Return the header's value, a string as structured headers have them."""
    return f'"{reverse("speculation-rules")}"'
