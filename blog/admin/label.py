from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.desk import DeskAdmin
from blog.models import Label


@admin.register(Label)
class LabelAdmin(DeskAdmin):
    fields = ["name", "slug"]
    list_display = ["name", "slug", "post_count"]
    search_fields = ["name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Label]:
        return Label.objects.annotate(post_count=Count("posts")).order_by("name")

    @admin.display(description=_("posts"), ordering="post_count")
    def post_count(self, label: Label) -> int:
        return label.post_count  # type: ignore[attr-defined,no-any-return]  # annotated
