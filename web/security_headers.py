"""The security headers of every answer. Setting names are those of Django 6."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse

PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def security_headers(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: add the policies, save where a view has set a policy of its own."""
    policy = content_security_policy(settings.SECURE_CSP)

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response

    return middleware


def framed_by_this_site(
    view: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Let the site's own pages, and no others, show a view in a frame."""
    policy = content_security_policy({**settings.SECURE_CSP, "frame-ancestors": ["'self'"]})

    @wraps(view)
    def framed(request: HttpRequest) -> HttpResponse:
        response = view(request)
        response.headers["Content-Security-Policy"] = policy
        response.headers["X-Frame-Options"] = "SAMEORIGIN"
        return response

    return framed


def content_security_policy(directives: dict[str, list[str]]) -> str:
    """Write directives, each a list of sources, as the header's value."""
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())
