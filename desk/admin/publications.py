"""What posts and pages share: a state in the list, to filter by and to change."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from blog.models import Publication, PublicationQuerySet
from desk.base import DeskAdmin, current_user

State = Publication.State


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(State.choices)

    def queryset(self, request: HttpRequest, queryset: Any) -> PublicationQuerySet | None:
        state = self.value()
        return queryset.in_state(state) if state in State.values else None


class PublicationAdmin(DeskAdmin):
    actions = ["publish", "unpublish"]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        obj.render()
        form.save_uploads(by=current_user(request))
        super().save_model(request, obj, form, change)

    @admin.display(description=_("state"), ordering="published_at")
    def state_shown(self, publication: Publication) -> str:
        state = publication.state
        return format_html('<span class="state state-{}">{}</span>', state.value, state.label)

    @admin.action(description=_("Publish now"), permissions=["change"])
    def publish(self, request: HttpRequest, chosen: PublicationQuerySet) -> None:
        hidden = [publication for publication in chosen if not publication.is_live]
        for publication in hidden:
            publication.publish()
        self._log(request, hidden, _("Published."))
        done = ngettext("%d has been published.", "%d have been published.", len(hidden))
        self.message_user(request, done % len(hidden))

    @admin.action(description=_("Back to draft"), permissions=["change"])
    def unpublish(self, request: HttpRequest, chosen: PublicationQuerySet) -> None:
        dated = list(chosen.exclude(published_at=None))
        for publication in dated:
            publication.unpublish()
        self._log(request, dated, _("Made a draft again."))
        done = ngettext("%d is a draft again.", "%d are drafts again.", len(dated))
        self.message_user(request, done % len(dated))

    def _log(self, request: HttpRequest, changed: Iterable[Publication], what: object) -> None:
        for publication in changed:
            self.log_change(request, publication, str(what))
