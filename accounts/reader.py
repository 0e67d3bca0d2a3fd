"""Who is reading, learnt without touching the session of someone who has none.

A touched session makes a page vary by cookie, and no cache could keep it.
"""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from accounts.models import User


def is_anonymous(request: HttpRequest) -> bool:
    """Return whether whoever asks can be nobody in particular."""
    return settings.SESSION_COOKIE_NAME not in request.COOKIES


def reader_of(request: HttpRequest) -> User | AnonymousUser:
    if is_anonymous(request):
        return AnonymousUser()
    return getattr(request, "user", AnonymousUser())  # refused at the door, it has nobody yet


def answers_to_a_session_are_private(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: let no shared cache keep what was made for whoever has a session."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not is_anonymous(request) and "no-store" not in response.get("Cache-Control", ""):
            patch_cache_control(response, private=True)
        return response

    return middleware


def reader(request: HttpRequest) -> dict[str, User | AnonymousUser]:
    """Context processor: `reader` in every template."""
    return {"reader": reader_of(request)}
