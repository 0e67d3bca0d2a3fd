"""The security headers of every response. The setting has its name in Django 6."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse

PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def security_headers(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: add the policies, unless a view has set its own."""
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
    """Decorate a view so that pages of this site, and no others, may show it in a frame."""
    policy = content_security_policy({**settings.SECURE_CSP, "frame-ancestors": ["'self'"]})

    @wraps(view)
    def framed(request: HttpRequest) -> HttpResponse:
        response = view(request)
        response.headers["Content-Security-Policy"] = policy
        response.headers["X-Frame-Options"] = "SAMEORIGIN"
        return response

    return framed


def content_security_policy(directives: dict[str, list[str]]) -> str:
    """Return the header's value for directives, each with a list of sources."""
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())
