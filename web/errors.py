"""Error pages in the site's look."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views import defaults

from web.outages import outage_of
from web.same_origin import is_from_here

RETRY_AFTER = 30  # seconds


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Return the page for a form that failed Django's CSRF check."""
    return render(request, "403_csrf.html", {"reason": reason}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Return the page for an error of ours; in an outage, one that gives back what was typed."""
    if not outage_of(sys.exc_info()[1]):
        return defaults.server_error(request)
    headers = {"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"}
    if request.headers.get("Sec-Fetch-Dest") == "empty":  # asked for by a script
        reason = _("The blog can't store anything right now. Try again in a minute.")
        return JsonResponse({"error": reason}, status=503, headers=headers)
    fields = list(typed_fields(request))
    context = {
        "address": request.get_full_path(),
        "is_form": request.method == "POST",
        "fields": fields,
        "has_pictures": bool(fields and request.FILES),
    }
    return HttpResponse(render_to_string("503.html", context), status=503, headers=headers)


@dataclass(frozen=True)
class TypedField:
    name: str
    value: str

    @property
    def is_text(self) -> bool:
        """Whether it is worth showing to whoever typed it: it has words."""
        return len(self.value.split()) > 1


def typed_fields(request: HttpRequest) -> Iterator[TypedField]:
    """Return the fields of a form sent from here, to be sent again; none if it has a password.

    A form from elsewhere would have its own words shown on a page of ours.
    """
    if request.method != "POST" or not is_from_here(request):
        return
    try:
        posted = dict(request.POST.lists())
    except Exception:  # noqa: BLE001 - it may be what failed: the disk takes no large form
        return
    if any("password" in name for name in posted):
        return
    for name, values in posted.items():
        for value in values:
            yield TypedField(name, value)
