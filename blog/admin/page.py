from django.contrib import admin
from django.forms.widgets import Script
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.desk import writer
from blog.admin.publication import PublicationAdmin, StateFilter
from blog.forms import PageForm
from blog.models import Page
from blog.models.page import PageQuerySet


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
        return Page.objects.editable_by(writer(request)).order_by("title")
