"""What readers answer."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.web_address import WebAddressField
from blog import markup
from blog.models import Post


class CommentQuerySet(models.QuerySet["Comment"]):
    def published(self) -> Self:
        return self.filter(state=Comment.State.PUBLISHED)

    def moderable_by(self, user: User) -> Self:
        """Keep all for an editor, those under their own posts for an author."""
        return self.all() if user.is_editor else self.filter(post__author=user)


class Comment(models.Model):
    class State(models.TextChoices):
        PUBLISHED = "published", _("Published")
        WAITING = "waiting", _("Waiting")
        SPAM = "spam", _("Spam")
        REMOVED = "removed", _("Removed")

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
        _("state"), max_length=10, choices=State.choices, default=State.PUBLISHED
    )
    created_at = models.DateTimeField(_("date"), default=timezone.now, editable=False)
    sender = models.CharField(max_length=64, blank=True, editable=False)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
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
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.text[:60]}"

    def get_absolute_url(self) -> str:
        return f"{self.post.get_absolute_url()}#c{self.pk}"

    def save(self, **kwargs: Any) -> None:
        self.text_html = markup.render_comment(self.text)
        super().save(**kwargs)

    def approve(self) -> None:
        self._become(self.State.PUBLISHED)

    def mark_as_spam(self) -> None:
        self._become(self.State.SPAM)

    def remove(self, *, by: User) -> None:
        """Take it out of sight; it stays in the admin, from where it can come back."""
        self.removed_by = by
        self._become(self.State.REMOVED)

    def _become(self, state: State) -> None:
        self.state = state
        self.save(update_fields=["state", "removed_by"])
