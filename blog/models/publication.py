"""What posts and pages share: one nullable date says draft, scheduled or live."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from blog import markup

TOO_LONG = _(
    "The text has %(length)s characters, and %(most)s fit: divide it, and nothing will be lost."
)


class PublicationState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("post", "Draft")
    SCHEDULED = "scheduled", pgettext_lazy("post", "Scheduled")
    LIVE = "live", pgettext_lazy("post", "Published")


@models.DateTimeField.register_lookup
class By(LessThanOrEqual):
    """As `lte`, of a time that hardly any row is beyond.

    Of two upper bounds SQLite seeks by one and tries the other on each row. Behind «by now», an old
    month would cost all that has been written since, so it is told that this one tells less: half
    of the rows, where it takes any other bound for a quarter.
    """

    lookup_name = "by"

    def get_rhs_op(self, connection: Any, rhs: str) -> str:
        return f"<= {rhs}"

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        sql, params = self.as_sql(compiler, connection)
        return f"likelihood({sql}, 0.5)", params


LIVE = "p.published_at <= %(now)s"
"""What `published` asks, for SQL in which the row is `p`."""


class PublicationQuerySet(models.QuerySet[Any]):
    """The rule of what the public may see, written once."""

    def published(self) -> Self:
        return self.filter(published_at__by=timezone.now())

    def scheduled(self) -> Self:
        return self.filter(published_at__gt=timezone.now())

    def drafts(self) -> Self:
        return self.filter(published_at=None)

    def in_state(self, state: str) -> Self:
        """Keep what is in a state, given by its value, such as `draft`."""
        return {
            PublicationState.DRAFT: self.drafts,
            PublicationState.SCHEDULED: self.scheduled,
            PublicationState.LIVE: self.published,
        }[PublicationState(state)]()


class Publication(models.Model):
    State = PublicationState

    title = models.CharField(_("title"), max_length=250)
    body = models.TextField(_("text"), blank=True)
    body_html = models.TextField(editable=False, blank=True)
    description = models.CharField(
        _("description for search engines"),
        max_length=300,
        blank=True,
        help_text=_("One or two sentences. Left empty, the beginning of the text is used."),
    )
    published_at = models.DateTimeField(
        _("publication date"),
        null=True,
        blank=True,
        help_text=_("Empty: a draft. In the future: published by itself when its time comes."),
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("last change"), auto_now=True)

    rendered: ClassVar[tuple[str, ...]] = ("body_html",)
    """The fields that `render` fills from the text."""

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        length = len(self.body.replace("\r\n", "\n"))
        if length > markup.MAX_LENGTH:
            params = {"length": grouped(length), "most": grouped(markup.MAX_LENGTH)}
            raise ValidationError({"body": ValidationError(TOO_LONG, params=params)})

    def save(self, **kwargs: Any) -> None:
        """Store it with what is made of its text.

        That is made before the transaction begins, which nobody else can write beside, and asked
        for again within: a picture in the text may have changed.
        """
        self.render()
        with transaction.atomic():
            self.render()
            self.store(**kwargs)

    def store(self, **kwargs: Any) -> None:
        """Store it in the transaction of `save`, with whatever must agree with it at once."""
        super().save(**kwargs)

    def publish(self, *, at: datetime | None = None) -> None:
        """Make it public at a time, now if none is given."""
        self.published_at = at or timezone.now()
        self.save()

    def render(self) -> None:
        """Make, without storing it, what is kept of the text for its readers."""
        raise NotImplementedError

    def rerender(self) -> None:
        """Store what is kept of the text, made anew: nobody changed it, so nothing else follows."""
        self.render()
        with transaction.atomic():
            rows = type(self)._default_manager.filter(pk=self.pk)
            for row in rows.select_for_update():
                row.render()
                rows.update(**{name: getattr(row, name) for name in self.rendered})

    def unpublish(self) -> None:
        """Make a draft of it again."""
        self.published_at = None
        self.save()

    @property
    def state(self) -> PublicationState:
        if self.published_at is None:
            return PublicationState.DRAFT
        return (
            PublicationState.LIVE
            if self.published_at <= timezone.now()
            else PublicationState.SCHEDULED
        )

    @property
    def is_live(self) -> bool:
        return self.state == PublicationState.LIVE

    @property
    def changed_at(self) -> datetime:
        """When what readers see last changed: a scheduled one does so by being published."""
        return max(self.updated_at, self.published_at or self.updated_at)


def grouped(number: int) -> str:
    """Write a number with its thousands apart."""
    return number_format(number, force_grouping=True)
