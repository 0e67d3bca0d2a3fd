from collections.abc import Callable
from pathlib import PurePath
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import User
from blog import markup
from blog.models import Picture
from blog.models.picture import PictureQuerySet
from blog.pictures import renditions
from blog.pictures.uses import links_for
from desk.base import DeskAdmin, current_user

THUMBNAIL = 320  # pixels
SIZES = "(max-width: 40rem) 100vw, 40rem"


@admin.register(Picture)
class PictureAdmin(DeskAdmin):
    """A list to look at pictures and to delete them; they are uploaded where they are used."""

    list_display = ["thumbnail", "state_shown", "name", "size", "uploaded_by", "created_at"]
    list_display_links = ["thumbnail", "name"]
    list_filter = ["state"]
    list_select_related = ["uploaded_by"]
    search_fields = ["file"]
    date_hierarchy = "created_at"
    actions = ["try_again"]
    delete_confirmation_template = "admin/blog/picture/delete_confirmation.html"
    delete_selected_confirmation_template = "admin/blog/picture/delete_selected_confirmation.html"

    def get_queryset(self, request: HttpRequest) -> PictureQuerySet:
        return Picture.objects.editable_by(current_user(request)).order_by("-created_at")

    def get_fields(self, request: HttpRequest, obj: Picture | None = None) -> list[Any]:
        """Return the fields, none of which can be changed."""
        picture = ["shown", "code", "size", "state_shown", "made"]
        return [*picture, uses_for(current_user(request)), "uploaded_by", "created_at"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Picture | None = None) -> bool:
        return False

    def has_try_again_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    @admin.action(description=_("Try again"), permissions=["try_again"])
    def try_again(self, request: HttpRequest, chosen: PictureQuerySet) -> None:
        number = renditions.try_again(chosen)
        done = ngettext("%d picture waits again.", "%d pictures wait again.", number)
        self.message_user(request, done % number)

    @admin.display(description=_("picture"))
    def thumbnail(self, picture: Picture) -> str:
        return format_html(
            '<img class="thumbnail" src="{}" width="{}" height="{}" alt="{}" loading="lazy">',
            picture.thumbnail_url,
            THUMBNAIL,
            round(THUMBNAIL * picture.height / picture.width),
            picture,
        )

    @admin.display(description=_("picture"))
    def shown(self, picture: Picture) -> str:
        attributes = {"alt": str(picture), "class": "thumbnail"}
        return markup.picture(picture.responsive_image, sizes=SIZES, **attributes)

    @admin.display(description=_("file"), ordering="file")
    def name(self, picture: Picture) -> str:
        return PurePath(str(picture.file)).name

    @admin.display(description=_("code for a text"))
    def code(self, picture: Picture) -> str:
        return format_html("<code>![]({})</code>", picture.file.url)

    @admin.display(description=_("size"))
    def size(self, picture: Picture) -> str:
        return f"{picture.width}\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}{picture.height}"

    @admin.display(description=_("state"), ordering="state")
    def state_shown(self, picture: Picture) -> str:
        """Return the state, and why the last attempt failed."""
        state = Picture.State(picture.state)
        shown = format_html('<span class="state state-{}">{}</span>', state.value, state.label)
        return format_html("{}<br>{}", shown, picture.failure) if picture.failure else shown

    @admin.display(description=_("other widths and formats"))
    def made(self, picture: Picture) -> str:
        return ", ".join(f"{made['type'][6:]} {made['width']}" for made in picture.renditions)


def uses_for(user: User) -> Callable[[Picture], str]:
    """Return a column with links to what uses a picture and a person may edit."""

    @admin.display(description=_("shown by"))
    def uses(picture: Picture) -> str:
        links = [(link,) for link in links_for(user, picture)]
        return format_html_join(", ", "{}", links) or str(_("nothing"))

    return uses
