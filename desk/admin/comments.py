"""Moderation at the desk: what waits comes first, and a removed comment can be published again."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from blog.models import MonthCount
from comments.forms import LinesField
from comments.models import Comment, CommentQuerySet
from comments.pending_link import address_of
from desk.base import DeskAdmin, current_user
from desk.lists import MAX_ROWS

YEAR = re.compile(r"[1-9]\d{3}", re.ASCII)
WAITING_FIRST = ("-state", "-created_at", "-pk")
"""The order of an index: `waiting` is the last state of the alphabet."""


class StateFilter(admin.SimpleListFilter):
    """A filter by state; by default it keeps out spam and removed comments."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [*Comment.State.choices, ("all", _("All"))]

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        first, *others = super().choices(changelist)
        yield {**first, "display": _("Waiting and published")}
        yield from others

    def queryset(self, request: HttpRequest, queryset: QuerySet[Comment]) -> QuerySet[Comment]:
        if self.value() == "all":
            return queryset
        shown = [Comment.State.WAITING, Comment.State.PUBLISHED]
        return queryset.filter(state__in=[self.value()] if self.value() else shown)


class YearFilter(admin.SimpleListFilter):
    """A filter by year, with the years of the blog: no query reads all comments."""

    title = _("year")
    parameter_name = "created_at__year"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        first = MonthCount.objects.filter(posts__gt=0).order_by("begins").first()
        this_year = timezone.localdate().year
        years = range(this_year, (first.first.year if first else this_year) - 1, -1)
        return [(str(year), str(year)) for year in years]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Comment]) -> QuerySet[Comment]:
        year = self.value()
        if not year:
            return queryset
        if not YEAR.fullmatch(year):
            raise IncorrectLookupParameters
        return queryset.filter(created_at__year=int(year))


class PostAuthorFilter(admin.RelatedFieldListFilter):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = _("author of the post")


class ModerationForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs alone
    class Meta:
        model = Comment
        fields = ["text", "state"]
        field_classes = {"text": LinesField}


@admin.register(Comment)
class CommentAdmin(DeskAdmin):
    form = ModerationForm
    list_display = ["shown_text", "sent_by", "place", "state", "created_at"]
    list_display_links = ["created_at"]
    list_select_related = ["post", "author", "parent__author"]
    ordering = WAITING_FIRST
    search_fields = ["text", "name", "email", "url", "post__title", "author__name"]
    actions = ["publish", "mark_as_spam", "remove", "delete_selected"]
    radio_fields = {"state": admin.VERTICAL}
    fieldsets = [
        (None, {"fields": ["text", "state", "removed_by"]}),
        (_("Whose it is"), {"fields": ["author", "name", "email", "url", "created_at"]}),
        (_("Where it stands"), {"fields": ["place", "parent"]}),
    ]
    readonly_fields = (
        *("removed_by", "author", "name", "email", "url", "created_at", "place", "parent"),
    )

    search_help_text = _("Searches the first 5,000 of this list; all for a whole e-mail address.")
    sortable_by = ()

    # Rows, fields and filters for each person.

    def get_queryset(self, request: HttpRequest) -> CommentQuerySet:
        return Comment.objects.moderable_by(current_user(request)).order_by(*WAITING_FIRST)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Leave the button out: comments are written under their post."""
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Comment | None = None) -> list[str]:
        """Let editors alone change the text, for what must not stay readable."""
        text = [] if current_user(request).is_editor else ["text"]
        return [*text, *self.readonly_fields]

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        whose = [("post__author", PostAuthorFilter)] if current_user(request).is_editor else []
        return [StateFilter, "created_at", YearFilter, *whose]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Comment], search_term: str
    ) -> tuple[QuerySet[Comment], bool]:
        """Search the first rows alone, since these columns have no index; all for an address."""
        of_address = queryset.filter(email=search_term.lower())
        if "@" in search_term and of_address.exists():
            return of_address, False
        if search_term:
            first = queryset.order_by(*WAITING_FIRST).values_list("pk", flat=True)[:MAX_ROWS]
            searched = Comment.objects.filter(pk__in=list(first)).order_by(*WAITING_FIRST)
            queryset = searched.select_related(*self.list_select_related)
        return super().get_search_results(request, queryset, search_term)

    # Columns.

    @admin.display(description=_("comment"))
    def shown_text(self, comment: Comment) -> str:
        return render_to_string("admin/comments/_text.html", {"comment": comment})

    @admin.display(description=_("name"), ordering="name")
    def sent_by(self, comment: Comment) -> str:
        return render_to_string("admin/comments/_writer.html", {"comment": comment})

    @admin.display(description=_("post"), ordering="post")
    def place(self, comment: Comment) -> str:
        return format_html('<a href="{}">{}</a>', address_of(comment), comment.post)

    def view_on_site(self, obj: Comment) -> str:  # type: ignore[override]  # no other rows come
        return address_of(obj)

    # Actions.

    @admin.action(permissions=["change"], description=_("Publish the selected comments"))
    def publish(self, request: HttpRequest, comments: QuerySet[Comment]) -> None:
        count = self._moderate(request, comments, Comment.approve)
        done = ngettext("%(count)s comment published.", "%(count)s comments published.", count)
        messages.success(request, done % {"count": count})

    @admin.action(permissions=["change"], description=_("Mark the selected comments as spam"))
    def mark_as_spam(self, request: HttpRequest, comments: QuerySet[Comment]) -> None:
        count = self._moderate(request, comments, Comment.mark_as_spam)
        done = ngettext(
            "%(count)s comment marked as spam.", "%(count)s comments marked as spam.", count
        )
        messages.success(request, done % {"count": count})

    @admin.action(permissions=["change"], description=_("Remove the selected comments"))
    def remove(self, request: HttpRequest, comments: QuerySet[Comment]) -> None:
        by = current_user(request)
        count = self._moderate(request, comments, lambda comment: comment.remove(by=by))
        done = ngettext(
            "%(count)s comment removed. It can be published again from here.",
            "%(count)s comments removed. They can be published again from here.",
            count,
        )
        messages.success(request, done % {"count": count})

    @admin.action(permissions=["delete"], description=_("Delete the selected comments for ever"))
    def delete_selected(
        self, request: HttpRequest, comments: QuerySet[Comment]
    ) -> HttpResponse | None:
        return delete_selected(self, request, comments)

    def save_model(
        self,
        request: HttpRequest,
        obj: Comment,
        form: Any,
        change: bool,  # noqa: FBT001 - as Django has it
    ) -> None:
        if "state" in form.changed_data:
            obj.removed_by = current_user(request) if obj.is_removed else None
        super().save_model(request, obj, form, change)

    @transaction.atomic
    def _moderate(
        self,
        request: HttpRequest,
        comments: QuerySet[Comment],
        method: Callable[[Comment], None],
    ) -> int:
        """Call a method of each comment, log it, and return how many there were."""
        moderated = list(comments)
        for comment in moderated:
            method(comment)
            self.log_change(request, comment, [{"changed": {"fields": ["state"]}}])
        return len(moderated)
