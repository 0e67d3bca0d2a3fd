"""The forms of posts, pages and the site's settings."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminFileWidget
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.models import Gadget, Page, Picture, Post, SiteSettings
from blog.pages.label_names import make_labels
from desk.forms.labels import LabelsField
from desk.forms.markdown_editor import MarkdownEditor
from desk.forms.uploads import UploadForm
from images.fields import PictureField

YEARS = range(1000, 9000)
"""Years with four digits, with room for a conversion of time zones."""


class PublicationForm(UploadForm):
    """What posts and pages share: two buttons that set or clear the date of publication."""

    PUBLISH = "_publish"
    UNPUBLISH = "_unpublish"

    def clean_published_at(self) -> datetime | None:
        date: datetime | None = self.cleaned_data["published_at"]
        if self.UNPUBLISH in self.data:
            return None
        if date and date.year not in YEARS:
            raise ValidationError(_("Give a year between 1000 and 8999."))
        return date or (timezone.now() if self.PUBLISH in self.data else None)


class PostForm(PublicationForm):
    uploads = ("cover",)
    cover = PictureField(label=_("Cover picture"), required=False, widget=AdminFileWidget)
    labels = LabelsField(
        label=_("Labels"), required=False, help_text=_("Names with commas between: cooking, travel")
    )

    class Meta:
        model = Post
        fields = [
            *("title", "body", "published_at", "slug", "labels", "comments_open", "author"),
            *("cover", "cover_alt", "cover_caption", "excerpt", "description", "canonical_url"),
        ]
        widgets = {
            "body": MarkdownEditor(can_jump=True),
            "excerpt": forms.Textarea({"rows": 3}),
            "description": forms.Textarea({"rows": 2}),
        }

    def clean_cover(self) -> Picture | None:
        return self.chosen("cover")

    def _save_m2m(self) -> None:
        self.cleaned_data["labels"] = make_labels(self.cleaned_data["labels"])
        super()._save_m2m()  # type: ignore[misc]  # not in the stubs


class PageForm(PublicationForm):
    class Meta:
        model = Page
        fields = ["title", "body", "published_at", "slug", "menu_position", "description"]
        widgets = {"body": MarkdownEditor(), "description": forms.Textarea({"rows": 2})}


def sidebar_position(gadget: Gadget) -> forms.IntegerField:
    return forms.IntegerField(
        label=gadget.label, required=False, min_value=1, max_value=len(Gadget)
    )


class AccentInput(forms.RadioSelect):
    """Radio buttons with a sample of each colour."""

    option_template_name = "admin/blog/accent_option.html"


class SiteSettingsForm(UploadForm):
    """The settings, with a number for each gadget: its position in the sidebar, or nothing."""

    uploads = ("header_image",)
    header_image = PictureField(label=_("Header picture"), required=False, widget=AdminFileWidget)
    search = sidebar_position(Gadget.SEARCH)
    archive = sidebar_position(Gadget.ARCHIVE)
    labels = sidebar_position(Gadget.LABELS)
    profile = sidebar_position(Gadget.PROFILE)
    popular = sidebar_position(Gadget.POPULAR)

    class Meta:
        model = SiteSettings
        fields = [
            *("title", "description", "header_image", "accent"),
            *("posts_per_page", "commenters", "moderation", "feed_text", "websub_hub"),
        ]
        widgets = {
            "accent": AccentInput(),
            "commenters": forms.RadioSelect(),
            "moderation": forms.RadioSelect(),
            "feed_text": forms.RadioSelect(),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update({name: n for n, name in enumerate(self.instance.gadgets, start=1)})

    def clean_header_image(self) -> Picture | None:
        return self.chosen("header_image")

    def clean(self) -> dict[str, Any]:
        super().clean()
        positions = {name: self.cleaned_data.get(name) or 0 for name in Gadget.values}
        chosen = [name for name, position in positions.items() if position]
        self.instance.gadgets = sorted(chosen, key=positions.__getitem__)
        return self.cleaned_data
