"""The form «Publicar un comentario»."""

from functools import lru_cache
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from blog import markup
from blog.models import Post
from comments import guards
from comments.models import Comment
from web.reversing import cached_reverse

MAX_LINKS = 3  # in the text of a stranger


class LinesField(forms.CharField):
    """Text of several lines, in which a line break counts as one character.

    It has no `maxlength`: a browser would silently cut off what somebody pastes.
    """

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")


class CommentForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs alone
    """A stranger's comment, or the shorter form of someone who is signed in.

    Besides what people see it has a signed `stamp` and a honeypot, `website2`.
    """

    stamp = forms.CharField(required=False, widget=forms.HiddenInput)
    template_name = "comments/_fields.html"

    website2 = forms.CharField(
        required=False,
        label=_("Leave this empty"),
        widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"}),
    )

    class Meta:
        model = Comment
        fields = ["name", "email", "url", "text", "parent"]
        field_classes = {"text": LinesField}
        help_texts = {"email": _("It is never shown.")}
        error_messages = {
            "parent": {
                "invalid_choice": _(
                    "The comment that you answer is no longer here. "
                    "Send yours again, and it will stand on its own."
                )
            }
        }
        widgets = {
            "name": forms.TextInput({"autocomplete": "name"}),
            "email": forms.EmailInput({"autocomplete": "email"}),
            "url": forms.URLInput({"autocomplete": "url"}),
            "text": forms.Textarea({"rows": 6}),
            "parent": forms.HiddenInput,
        }

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        post: Post,
        reader: User | AnonymousUser,
        reply_to: Comment | None = None,
    ) -> None:
        writer = reader if isinstance(reader, User) else None
        super().__init__(
            data,
            auto_id="comment-%s",
            initial={"stamp": guards.make_stamp(post), "parent": reply_to and reply_to.pk},
            instance=Comment(post=post, author=writer, name=str(writer or "")),
        )
        self.post = post
        self.reader = reader
        self.reply_to = reply_to
        if reply_to or (data and data.get("parent")):  # others need no query
            self.fields["parent"].queryset = post.comments.published()  # type: ignore[attr-defined]
        for name in ("name", "email", "url") if writer else ():
            del self.fields[name]

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        links = markup.render_comment(text).count("<a ")
        if not self.instance.author and links > MAX_LINKS:
            reason = _("There are more than %(most)s links in it: leave some out.")
            raise ValidationError(reason, params={"most": MAX_LINKS})
        return text

    def renew(self) -> None:
        """Make the form, with all that was typed, fit to be shown and sent again."""
        self.reply_to = self.cleaned_data.get("parent")
        stamp = self.data.get("stamp", "")
        self.data = dict(self.data.items()) | {
            "website2": "",
            "parent": self.reply_to.pk if self.reply_to else "",
            "stamp": guards.make_stamp(self.post) if guards.is_spent(stamp, self.post) else stamp,
        }

    @property
    def honeypot(self) -> BoundField:
        return self["website2"]

    @property
    def wants_preview(self) -> bool:
        return self.data.get("action") == "preview"

    @cached_property
    def preview_html(self) -> str:
        """Return the comment as it will look, if it is valid and a preview was asked for."""
        if self.wants_preview and self.is_valid():
            return markup.render_comment(self.cleaned_data["text"])
        return ""

    @property
    def refusal(self) -> str:
        """Why the comment was not taken, apart from the errors of fields that people see."""
        hidden = [error for field in self.hidden_fields() for error in field.errors]
        return next(map(str, [*self.non_field_errors(), *hidden]), "")


class BlankForm:
    """An empty form for a stranger, whose HTML is kept: only its stamp and two addresses differ.

    To render it for each page would take as long as the rest of the comments.
    """

    def __init__(self, post: Post) -> None:
        self.post = post

    def __str__(self) -> str:
        return format_html(
            _blank_html(get_language()),
            stamp=guards.make_stamp(self.post),
            page=self.post.get_absolute_url(),
            action=cached_reverse("comments:submit-comment", self.post.pk),
        )


@lru_cache
def _blank_html(_language: str) -> str:
    """Return the HTML of a blank form, with names in braces where a value is missing."""
    form = CommentForm(post=Post(pk=0), reader=AnonymousUser())
    form.initial["stamp"] = "{stamp}"
    context = {"form": form, "reader": form.reader, "page": "{page}", "action": "{action}"}
    return render_to_string("comments/_form.html", context)
