"""How a blog gets its first owner: from the environment, or by the link on the console."""

from collections.abc import Mapping

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from blog.models import SiteSettings
from web.slugs import free_slug, slug_of

SALT = "first_run.ownership"
LINK_MAX_AGE = 7 * 24 * 60 * 60  # seconds
VARIABLES = {
    "username": "DJANGO_SUPERUSER_USERNAME",
    "email": "DJANGO_SUPERUSER_EMAIL",
    "password": "DJANGO_SUPERUSER_PASSWORD",
}


class AlreadyOwned(Exception):  # noqa: N818 - it is no error: somebody was quicker
    """The blog has an owner."""


def has_owner() -> bool:
    return User.objects.owners().exists()


def welcome_link() -> str:
    """Return the address at which whoever opens it becomes the owner, within seven days."""
    token = signing.dumps("owner", salt=SALT)
    return settings.SITE_URL + reverse("welcome", args=[token])


def is_valid(token: str) -> bool:
    """Return whether a token of a welcome link is signed by us, at most seven days ago."""
    try:
        return bool(signing.loads(token, salt=SALT, max_age=LINK_MAX_AGE) == "owner")
    except signing.BadSignature:
        return False


@transaction.atomic
def claim(owner: User, *, title: str = "") -> User:
    """Store a new person as the owner, and the blog's title if one is given.

    The row of settings is locked, so that of two who claim at once one comes first.

    Raises:
        AlreadyOwned: for all but the first.

    """
    SiteSettings.objects.get_or_create(pk=1)
    site = SiteSettings.objects.select_for_update().get()
    if has_owner():
        raise AlreadyOwned
    owner.role = User.Role.OWNER
    owner.username = owner.username or free_username(owner.name)
    owner.save()
    site.title = title or site.title
    site.save()
    return owner


def free_username(name: str) -> str:
    taken = User.objects.values_list("username", flat=True)
    return free_slug(slug_of(name, fallback="owner"), set(taken).__contains__)


def owner_from(environ: Mapping[str, str]) -> User | None:
    """Store and return the owner that three variables describe, or none if all are unset.

    Raises:
        ValidationError: with each variable that is missing or invalid, and why.

    """
    values = {field: environ.get(name, "") for field, name in VARIABLES.items()}
    if not any(values.values()):
        return None
    if missing := [VARIABLES[field] for field, value in values.items() if not value]:
        raise ValidationError(_("Also needed: %(names)s.") % {"names": ", ".join(missing)})
    password = values.pop("password")
    owner = User(**values, name=values["username"])
    validate(owner, password)
    owner.set_password(password)
    return claim(owner)


def validate(owner: User, password: str) -> None:
    """Validate a new owner as a form would, with the names of the variables in the errors."""
    errors: dict[str, list[str]] = {}
    try:
        owner.full_clean(exclude=["password"])
    except ValidationError as error:
        found = error.message_dict.items()
        errors |= {VARIABLES.get(field, field): messages for field, messages in found}
    try:
        validate_password(password, owner)
    except ValidationError as error:
        errors[VARIABLES["password"]] = error.messages
    if errors:
        lines = [f"{name}: {' '.join(messages)}" for name, messages in errors.items()]
        raise ValidationError(lines)
