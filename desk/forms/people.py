"""The forms for people: to sign in, to add somebody, to edit a profile."""

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.admin.widgets import AdminFileWidget
from django.contrib.auth.forms import UserCreationForm, UsernameField
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from desk.forms.markdown_editor import MarkdownEditor
from images.decoding import AVATAR
from images.fields import PictureField


class SignInForm(AdminAuthenticationForm):
    username = UsernameField(
        label=_("Username or e-mail address"),
        max_length=254,  # as an e-mail address, and as the column for failed attempts
        widget=forms.TextInput(attrs={"autofocus": True}),
    )


class PersonForm(UserCreationForm):  # type: ignore[type-arg]  # generic in the stubs alone
    """The form to add somebody, with a first password to pass on to them."""

    class Meta:
        model = User
        fields = ["name", "username", "email", "role"]
        field_classes = {"username": UsernameField}


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs alone
    avatar = PictureField(label=_("Picture"), required=False, square=AVATAR, widget=AdminFileWidget)

    class Meta:
        model = User
        fields = ["name", "slug", "avatar", "biography", "username", "email", "role", "is_active"]
        widgets = {"biography": MarkdownEditor({"rows": 8})}
