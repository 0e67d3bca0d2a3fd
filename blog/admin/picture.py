from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.desk import DeskAdmin, writer
from blog.models import Picture
from blog.models.picture import PictureQuerySet


@admin.register(Picture)
class PictureAdmin(DeskAdmin):
    """Pictures come in through the editor; here they are looked at, and deleted."""

    fields = readonly_fields = ("thumbnail", "code", "size", "uploaded_by", "created_at")
    list_display = ["thumbnail", "file", "size", "uploaded_by", "created_at"]
    list_display_links = ["thumbnail", "file"]
    list_select_related = ["uploaded_by"]
    search_fields = ["file"]
    date_hierarchy = "created_at"

    def get_queryset(self, request: HttpRequest) -> PictureQuerySet:
        return Picture.objects.editable_by(writer(request)).order_by("-created_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Picture | None = None) -> bool:
        return False

    def delete_model(self, request: HttpRequest, obj: Picture) -> None:
        obj.delete()

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Picture]) -> None:
        for picture in queryset:
            picture.delete()

    @admin.display(description=_("picture"))
    def thumbnail(self, picture: Picture) -> str:
        return format_html(
            '<img class="thumbnail" src="{}" width="{}" height="{}" alt="{}" loading="lazy">',
            picture.file.url,
            picture.width,
            picture.height,
            picture,
        )

    @admin.display(description=_("code for a text"))
    def code(self, picture: Picture) -> str:
        return format_html("<code>![]({})</code>", picture.file.url)

    @admin.display(description=_("size"))
    def size(self, picture: Picture) -> str:
        return f"{picture.width} × {picture.height}"
