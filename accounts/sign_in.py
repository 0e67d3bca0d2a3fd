"""Signing in with a username or an e-mail address, whichever comes to mind."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.db.models import Q
from django.http import HttpRequest

from accounts.models import User

BACKEND = f"{__name__}.UsernameOrEmailBackend"
MAX_NAME_LENGTH = 255


def person_named(typed: str) -> User | None:
    """Return the person with this username, else with this e-mail address in any case."""
    found = User.objects.filter(Q(username=typed) | Q(email__iexact=typed))
    return max(found, key=lambda person: person.username == typed, default=None)


def counted_name(request: HttpRequest | None, credentials: dict[str, Any] | None = None) -> str:
    """Return the one name under which django-axes counts failures, however it was typed."""
    typed = (credentials or {}).get("username") or (request and request.POST.get("username")) or ""
    person = person_named(typed)
    return person.username if person else typed.lower()[:MAX_NAME_LENGTH]


class UsernameOrEmailBackend(BaseBackend):
    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **_credentials: Any,
    ) -> User | None:
        """Return the person whose name and password these are; a stranger costs the same time."""
        if username is None or password is None:
            return None
        user = person_named(username)
        if user is None:
            User().set_password(password)
            return None
        return user if user.check_password(password) and user.is_active else None

    def get_user(self, user_id: int) -> User | None:
        return User.objects.filter(pk=user_id, is_active=True).first()
