"""People at the desk: owners see all of them, others edit their own profile."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from accounts.models import ProfileLink, User, UserQuerySet
from desk.base import DeskAdmin, DeskInline, current_user
from desk.forms.people import PersonForm, ProfileForm
from desk.transactions import begin

PROFILE = (_("Profile"), {"fields": ["name", "slug", "avatar", "biography"]})
OWN_ACCOUNT = (_("Account"), {"fields": ["email"]})
ACCOUNT = (_("Account"), {"fields": ["username", "email", "role", "is_active"]})
NEW_ACCOUNT = (None, {"fields": ["name", "username", "email", "role", "password1", "password2"]})

admin.site.unregister(Group)  # roles take its place


class ProfileLinkInline(DeskInline):
    model = ProfileLink
    fields = ["label", "url", "position"]


@admin.register(User)
class PersonAdmin(DeskAdmin, UserAdmin):  # type: ignore[type-arg]  # generic in the stubs alone
    form = ProfileForm
    add_form = PersonForm
    add_form_template = None
    change_user_password_template = "admin/accounts/user/set_password.html"  # noqa: S105
    inlines = [ProfileLinkInline]

    list_display = ["name", "username", "email", "role", "is_active"]
    list_filter = ["role", "is_active"]
    search_fields = ["name", "username", "email"]
    filter_horizontal = ()
    ordering = ["name"]
    actions = None

    def get_queryset(self, request: HttpRequest) -> UserQuerySet:
        return User.objects.editable_by(current_user(request)).order_by("name")

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Leave out the transaction of `UserAdmin`, in which a password would be hashed."""
        return admin.ModelAdmin.add_view(self, request, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: Any) -> None:
        """Have two owners who step down at once do so one after the other."""
        obj.render()
        begin()
        list(User.objects.owners().select_for_update())
        super().save_model(request, obj, form, change)

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        if obj is None:
            return [NEW_ACCOUNT]
        return [PROFILE, ACCOUNT if current_user(request).is_owner else OWN_ACCOUNT]

    def get_inlines(self, request: HttpRequest, obj: User | None) -> Any:
        return self.inlines if obj else []

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Show the list in the menu to owners, who alone see more than one person."""
        return current_user(request).is_active and current_user(request).is_owner

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        may = super().has_delete_permission(request, obj)
        return may and not (obj and obj.is_last_owner)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        person = current_user(request)
        if person.is_owner:
            return super().changelist_view(request, extra_context)
        return redirect("admin:accounts_user_change", person.pk)

    def user_change_password(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Let owners alone set a password without knowing the old one."""
        if not current_user(request).is_owner:
            raise PermissionDenied
        return super().user_change_password(request, *args, **kwargs)
