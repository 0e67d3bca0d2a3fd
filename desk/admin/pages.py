from django.contrib import admin
from django.forms.widgets import Script
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from blog.models import Page
from blog.models.page import PageQuerySet
from desk.admin.publications import PublicationAdmin, StateFilter
from desk.base import current_user
from desk.forms.publications import PageForm


@admin.register(Page)
class PageAdmin(PublicationAdmin):
    form = PageForm
    fieldsets = [
        (None, {"fields": ["title", "body"]}),
        (_("Publication"), {"fields": ["published_at", "slug", "menu_position"]}),
        (_("Search engines"), {"fields": ["description"], "classes": ["collapse"]}),
    ]
    list_display = ["title", "state_shown", "menu_position", "published_at"]
    list_filter = [StateFilter]
    search_fields = ["title", "body"]

    class Media:
        js = [Script("js/admin-slug.js", type="module")]

    def get_queryset(self, request: HttpRequest) -> PageQuerySet:
        return Page.objects.editable_by(current_user(request)).order_by("title")
