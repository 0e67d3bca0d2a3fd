"""Where a form was sent from, so that no other site writes here through its visitors' browsers.

A stranger has no cookie that a token could be compared with, so the browser is asked: its own
verdict (`Sec-Fetch-Site`) counts first, then `Origin`, which every browser of today sends with a
form, then `Referer`. A request with none of them comes from no browser that another site could
make use of, and is taken: it still has to bring a signed stamp (`comments.stamp`).

Those who are signed in have an account at stake, and show Django's CSRF token besides.
"""

from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.http import is_same_domain
from django.utils.translation import gettext as _

from comments.refusal import CommentRejected

FROM_HERE = {"same-origin", "none"}
"""What `Sec-Fetch-Site` says of a form of ours, and of what people do in the browser itself."""


def reject_other_sites(request: HttpRequest) -> None:
    if not is_from_here(request):
        reason = _("This comment seems to come from another site. Send it again from here.")
        raise CommentRejected(reason, HTTPStatus.FORBIDDEN)


def reject_without_token(request: HttpRequest) -> None:
    if CsrfViewMiddleware(_welcome).process_view(request, _welcome, (), {}):
        reason = _("You have signed in or out since this page was opened. Send it again.")
        raise CommentRejected(reason, HTTPStatus.FORBIDDEN)


def is_from_here(request: HttpRequest) -> bool:
    verdict = request.headers.get("Sec-Fetch-Site")
    if verdict in FROM_HERE:
        return True
    source = request.headers.get("Origin") or request.headers.get("Referer")
    return is_ours(source, request) if source else verdict is None


def is_ours(source: str, request: HttpRequest) -> bool:
    """Return whether an address is of this host or of one in `CSRF_TRUSTED_ORIGINS`."""
    try:
        scheme, host, *_rest = urlsplit(source)
    except ValueError:
        return False
    here = (request.scheme, request.get_host())
    return (scheme, host) == here or any(
        is_same_domain(host, trusted.removeprefix(f"{scheme}://").lstrip("*"))
        for trusted in settings.CSRF_TRUSTED_ORIGINS
        if trusted.startswith(f"{scheme}://")
    )


def _welcome(_request: HttpRequest) -> HttpResponse:
    """Stand for the view behind Django's check, which answers only when it refuses."""
    return HttpResponse()
