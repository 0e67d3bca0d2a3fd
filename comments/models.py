"""What readers answer."""

import re
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from blog import markup
from blog.models import Post
from web.fields import WebAddressField

NUMBER = re.compile(r"\d{1,18}", re.ASCII)


class CommentState(models.TextChoices):
    PUBLISHED = "published", _("Published")
    WAITING = "waiting", _("Waiting")
    SPAM = "spam", _("Spam")
    REMOVED = "removed", _("Removed")


PUBLISHED = "{row}.state = 'published'"
WAITING = "{row}.state = 'waiting'"
VISIBLE = "{row}.state IN ('published', 'removed')"
"""What the methods of these names ask, for SQL in which the comment is `{row}`."""


def published_q(prefix: str = "") -> models.Q:
    """Return the condition that a comment is public, for a query that reaches it by a prefix."""
    return models.Q(**{f"{prefix}state": CommentState.PUBLISHED})


class CommentQuerySet(models.QuerySet["Comment"]):
    """The rule of who may see a comment, written once."""

    def published(self) -> Self:
        return self.filter(published_q())

    def waiting(self) -> Self:
        return self.filter(state=CommentState.WAITING)

    def visible(self) -> Self:
        """Keep the published, and the removed: a note stands in their place over replies."""
        return self.filter(state__in=[CommentState.PUBLISHED, CommentState.REMOVED])

    def moderable_by(self, user: User) -> Self:
        """Keep all for an editor, those under their own posts for an author."""
        return self.all() if user.is_editor else self.filter(post__author=user)

    def answerable(self, number: str) -> "Comment | None":
        """Return the published comment whose number an address has, if there is one."""
        return self.published().filter(pk=number).first() if NUMBER.fullmatch(number) else None


class Comment(models.Model):
    State = CommentState

    post = models.ForeignKey(Post, models.CASCADE, related_name="comments", verbose_name=_("post"))
    parent = models.ForeignKey(
        "self",
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="replies",
        verbose_name=_("in reply to"),
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="comments",
        verbose_name=_("signed in as"),
    )
    name = models.CharField(_("name"), max_length=80)
    email = models.EmailField(_("e-mail address"), blank=True)
    url = WebAddressField(_("web address"), max_length=300, blank=True)
    text = models.TextField(_("comment"), max_length=5000)
    text_html = models.TextField(editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=CommentState.choices, default=CommentState.PUBLISHED
    )
    created_at = models.DateTimeField(_("date"), default=timezone.now, editable=False)
    sender = models.CharField(max_length=64, blank=True, editable=False)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("removed by"),
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["created_at", "pk"]
        indexes = [
            models.Index(fields=["post", "state", "created_at"], name="comment_by_post"),
            models.Index(fields=["state", "created_at"], name="comment_by_state"),
            models.Index(fields=["sender", "created_at"], name="comment_by_sender"),
            models.Index(fields=["email", "state"], name="comment_by_email"),
        ]

    def __str__(self) -> str:
        return f"{self.shown_name}: {Truncator(self.text).chars(60)}"

    def get_absolute_url(self) -> str:
        return f"{self.post.get_absolute_url()}#c{self.pk}"

    def save(self, **kwargs: Any) -> None:
        """Store it with its HTML, and with its e-mail address in lower case, to be found by."""
        self.email = self.email.lower()
        self.text_html = markup.render_comment(self.text)
        super().save(**kwargs)

    def approve(self) -> None:
        """Publish it, whatever its state was."""
        self._set_state(self.State.PUBLISHED)

    def mark_as_spam(self) -> None:
        self._set_state(self.State.SPAM)

    def remove(self, *, by: User) -> None:
        """Hide its text from readers; an editor can publish it again."""
        self._set_state(self.State.REMOVED, by=by)

    @property
    def sent(self) -> tuple[object, ...]:
        """What was sent, by whom, where: two comments of which this is equal are the same."""
        what = self.name, self.email.lower(), self.text
        return self.author_id, self.sender, self.post_id, self.parent_id, *what

    @property
    def is_published(self) -> bool:
        return self.state == self.State.PUBLISHED

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    @property
    def is_removed(self) -> bool:
        return self.state == self.State.REMOVED

    @property
    def shown_name(self) -> str:
        """The name of the account as it is today, or the one that was typed."""
        return str(self.author or self.name)

    def _set_state(self, state: CommentState, *, by: User | None = None) -> None:
        self.state, self.removed_by = state, by
        self.save(update_fields=["state", "removed_by"])
