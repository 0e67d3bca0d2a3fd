from typing import Any

from django.contrib import admin
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from blog.models import Label, LabelCount, LabelledPost
from desk.base import DeskAdmin


@admin.register(Label)
class LabelAdmin(DeskAdmin):
    fields = ["name", "slug"]
    list_display = ["name", "slug", "post_count"]
    search_fields = ["name"]
    bookkeeping = (LabelledPost, LabelCount)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Label]:
        return Label.objects.annotate(post_count=_post_count()).order_by("name")

    @admin.display(description=_("posts"), ordering="post_count")
    def post_count(self, label: Label) -> int:
        return label.post_count  # type: ignore[attr-defined,no-any-return]  # annotated


def _post_count() -> Coalesce:
    """Return a subquery that counts posts, for the rows of the page alone."""
    tagged = Label.posts.through.objects.filter(label=OuterRef("pk")).values("label")
    counted: QuerySet[Any, Any] = tagged.annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number")), 0)
