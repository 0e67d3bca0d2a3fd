from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from blog.models import Gadget, SiteSettings
from desk.base import DeskAdmin, current_user
from desk.forms.publications import SiteSettingsForm


@admin.register(SiteSettings)
class SiteSettingsAdmin(DeskAdmin):
    """The one row of settings: its list leads to its form; it can be neither added nor deleted."""

    form = SiteSettingsForm
    fieldsets = [
        (None, {"fields": ["title", "description", "header_image", "accent", "posts_per_page"]}),
        (
            _("Sidebar"),
            {
                "fields": [tuple(Gadget.values)],
                "description": _(
                    "Number what should stand there, from top to bottom. Empty: not there."
                ),
            },
        ),
        (_("Comments"), {"fields": ["commenters", "moderation"]}),
        (_("Feeds"), {"fields": ["feed_text", "websub_hub"]}),
    ]

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> SiteSettings | None:
        return SiteSettings.load() if object_id == "1" else None

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Redirect to the form, which checks permissions."""
        return redirect("admin:blog_sitesettings_change", 1)

    def save_model(self, request: HttpRequest, obj: SiteSettings, form: Any, change: Any) -> None:
        form.save_uploads(by=current_user(request))
        super().save_model(request, obj, form, change)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: SiteSettings | None = None) -> bool:
        return False
