"""The welcome page, on which whoever has the link from the console becomes the owner."""

from typing import Any

from django import forms
from django.contrib.auth import login
from django.contrib.auth.forms import SetPasswordMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts.models import User
from accounts.sign_in import BACKEND
from first_run import ownership


class WelcomeForm(SetPasswordMixin, forms.ModelForm):  # type: ignore[type-arg]  # it takes none when run
    title = forms.CharField(label=_("Title of the blog"), max_length=100)
    name = forms.CharField(label=_("Your name"), max_length=100, help_text=_("As readers see it."))
    password1, password2 = SetPasswordMixin.create_password_fields(
        label1=_("Password"), label2=_("The same password again")
    )

    field_order = ["title", "name", "email", "password1", "password2"]

    class Meta:
        model = User
        fields = ["name", "email"]
        widgets = {"email": forms.EmailInput(attrs={"autocomplete": "email"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = _("Ten characters or more: a few words work well.")
        self.fields["password2"].help_text = ""

    def clean(self) -> dict[str, Any]:
        super().clean()
        self.validate_passwords()
        person = {field: self.cleaned_data.get(field, "") for field in ("name", "email")}
        self.validate_password_for_user(User(**person), "password1")
        return self.cleaned_data

    def claim(self) -> User:
        """Store the new owner.

        Raises:
            ownership.AlreadyOwned: if somebody was quicker.

        """
        self.instance.set_password(self.cleaned_data["password1"])
        return ownership.claim(self.instance, title=self.cleaned_data["title"])


@never_cache
@sensitive_post_parameters("password1", "password2")
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    if ownership.has_owner():
        return link_unavailable(request, status=410)
    if not ownership.is_valid(token):
        return link_unavailable(request, status=404)
    form = WelcomeForm(request.POST or None)
    if form.is_valid():
        try:
            login(request, form.claim(), backend=BACKEND)
        except ownership.AlreadyOwned:
            return link_unavailable(request, status=410)
        return redirect("admin:index")
    return hide_address(render(request, "first_run/welcome.html", {"form": form}))


def link_unavailable(request: HttpRequest, *, status: int) -> HttpResponse:
    context = {"has_owner": status == 410}  # noqa: PLR2004 - gone: the link was used
    return hide_address(
        render(request, "first_run/welcome_unavailable.html", context, status=status)
    )


def hide_address(response: HttpResponse) -> HttpResponse:
    """Keep the address, which has the token, from other sites and from search engines.

    With `no-referrer` browsers would send `Origin: null`, which Django's CSRF check rejects.
    """
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
