"""Who is reading, learnt without touching the session of someone who has none.

A touched session makes a page vary by cookie, and no cache could keep it.
"""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from accounts.models import User


def is_anonymous(request: HttpRequest) -> bool:
    """Return whether whoever asks can be nobody in particular."""
    return settings.SESSION_COOKIE_NAME not in request.COOKIES


def reader_of(request: HttpRequest) -> User | AnonymousUser:
    if is_anonymous(request):
        return AnonymousUser()
    return getattr(request, "user", AnonymousUser())  # refused at the door, it has nobody yet


def reader(request: HttpRequest) -> dict[str, User | AnonymousUser]:
    """Context processor: `reader` in every template."""
    return {"reader": reader_of(request)}
