"""Who writes: people with a role, a profile and the links they want to be known by."""

from collections.abc import Iterable
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from accounts.roles import PERMISSIONS, Role
from web.fields import WebAddressField
from web.reversing import cached_reverse
from web.slugs import own_slug


class UserQuerySet(models.QuerySet["User"]):
    def editable_by(self, user: "User") -> Self:
        """Keep everyone for an owner, only themselves for anyone else."""
        return self.all() if user.is_owner else self.filter(pk=user.pk)

    def owners(self) -> Self:
        return self.filter(role=Role.OWNER, is_active=True)


class UserManager(BaseUserManager["User"]):
    def create_user(
        self, username: str, email: str, password: str | None = None, **fields: Any
    ) -> "User":
        """Make a person who may sign in; without a password, once they have set one."""
        user = self.model(username=username, email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(
        self, username: str, email: str, password: str | None = None, **fields: Any
    ) -> "User":
        return self.create_user(username, email, password, **{**fields, "role": Role.OWNER})


def avatar_url(name: str | None) -> str:
    """Return the address of a stored picture by its file's name; empty where there is none."""
    return User._meta.get_field("avatar").storage.url(name) if name else ""


class User(AbstractBaseUser):
    Role = Role

    username = models.CharField(
        _("username"), max_length=150, unique=True, validators=[UnicodeUsernameValidator()]
    )
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=10, choices=Role.choices, default=Role.AUTHOR)
    is_active = models.BooleanField(_("may sign in"), default=True)
    date_joined = models.DateTimeField(_("date joined"), default=timezone.now, editable=False)

    name = models.CharField(_("name"), max_length=100, help_text=_("As readers see it."))
    slug = models.SlugField(
        _("slug"),
        max_length=60,
        unique=True,
        blank=True,
        help_text=_("Ends the address of the profile. Left empty, it is made from the name."),
    )
    biography = models.TextField(_("biography"), blank=True, max_length=5000)
    biography_html = models.TextField(editable=False, blank=True)
    avatar = models.ImageField(_("picture"), upload_to="avatars/", blank=True)

    objects = UserManager.from_queryset(UserQuerySet)()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["email"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_person_an_email",
                violation_error_message=_("Somebody with that e-mail address is here already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.username

    def get_absolute_url(self) -> str:
        return cached_reverse("accounts:author-page", self.slug)

    def get_short_name(self) -> str:
        return str(self)

    def clean(self) -> None:
        super().clean()
        stays = self.role == Role.OWNER and self.is_active
        if self.is_last_owner and not stays:
            raise ValidationError(_("The blog needs an owner: name another one first."))
        if self._is_named_as_another():
            raise ValidationError(_("Somebody else signs in with that username or e-mail address."))

    def save(self, **kwargs: Any) -> None:
        self.name = self.name or self.username
        self.slug = self.slug or own_slug(self, self.name, fallback="author")
        self.render()
        super().save(**kwargs)

    def render(self) -> None:
        """Make, without storing it, the HTML of the biography."""
        self.biography_html = import_string(settings.MARKDOWNX_MARKDOWNIFY_FUNCTION)(self.biography)

    @property
    def is_owner(self) -> bool:
        return self.role == Role.OWNER

    @property
    def is_editor(self) -> bool:
        """Whether all posts, pages, labels and comments are theirs to edit."""
        return self.role in {Role.EDITOR, Role.OWNER}

    @property
    def is_last_owner(self) -> bool:
        """Whether the blog, as it is stored, would be left without an owner by their going."""
        return list(User.objects.owners().values_list("pk", flat=True)[:2]) == [self.pk]

    def _is_named_as_another(self) -> bool:
        """Return whether the e-mail address is somebody's username, or the reverse."""
        others = User.objects.exclude(pk=self.pk)
        of_theirs = models.Q(username__iexact=self.email)
        return others.filter(
            of_theirs | models.Q(email__iexact=self.username or self.email)
        ).exists()

    # What Django and its admin ask of a user.

    @property
    def is_staff(self) -> bool:
        return self.is_active

    @property
    def is_superuser(self) -> bool:
        return self.is_owner

    def has_perm(self, permission: str, obj: models.Model | None = None) -> bool:
        """Return whether their role may; which rows, the QuerySets tell."""
        return self.is_active and (self.is_owner or permission in PERMISSIONS[self.role])

    def has_perms(self, permissions: Iterable[str], obj: models.Model | None = None) -> bool:
        return all(self.has_perm(permission, obj) for permission in permissions)

    def has_module_perms(self, app: str) -> bool:
        mine = PERMISSIONS.get(self.role, set())
        return self.is_active and (self.is_owner or any(p.startswith(f"{app}.") for p in mine))


class ProfileLink(models.Model):
    user = models.ForeignKey(User, models.CASCADE, related_name="links")
    label = models.CharField(_("label"), max_length=60)
    url = WebAddressField(_("address"), max_length=500)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.label


class LetterCount(models.Model):
    """How many password letters were asked for in an hour, to one address or from one network.

    The `subject` is a keyed hash of either.
    """

    subject = models.CharField(max_length=64)
    hour = models.DateTimeField()
    letters = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "hour"], name="one_count_an_hour"),
        ]

    def __str__(self) -> str:
        return f"{self.hour}: {self.letters}"
