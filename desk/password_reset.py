"""The views of a forgotten password: to ask for a letter, and to choose another by its link."""

from http import HTTPStatus
from typing import Any

from django.contrib.auth.views import PasswordResetConfirmView, PasswordResetView
from django.contrib.messages.views import SuccessMessageMixin
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import password_letters
from accounts.sign_in import BACKEND
from web.network import network_of_request


class LetterView(PasswordResetView):
    def form_valid(self, form: Any) -> HttpResponse:
        """Say that a letter is on its way, whether or not anybody has the address."""
        network = network_of_request(self.request)
        if password_letters.ask(form.cleaned_data["email"], network=network):
            return HttpResponseRedirect(self.get_success_url())
        reason = _("Too many letters have been asked for. Look among the spam, or wait an hour.")
        form.add_error("email", reason)
        context = self.get_context_data(form=form)
        return self.render_to_response(context, status=HTTPStatus.TOO_MANY_REQUESTS)


class NewPasswordView(SuccessMessageMixin, PasswordResetConfirmView):  # type: ignore[type-arg]  # generic in the stubs alone
    """Sign in whoever has the link, even while others' guesses keep their name locked out."""

    post_reset_login = True
    post_reset_login_backend = BACKEND
    success_url = reverse_lazy("admin:index")
    success_message = gettext_lazy("Your new password is set.")
