"""What all lists and forms of the desk have in common."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, cast

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import AdminTextInputWidget, RelatedFieldWidgetWrapper
from django.core.exceptions import BadRequest, ObjectDoesNotExist, ValidationError
from django.db import IntegrityError, models
from django.http import HttpRequest, HttpResponse

from accounts.models import User
from desk.lists import BoundedPaginator, DeskList
from desk.transactions import Context, begin, deferred_transaction
from images.fields import PictureField

MAX_SEARCH_LENGTH = 200
MAX_DIGITS = 18  # of a primary key

FILTERS = ("exact", "id__exact", "isnull", "gte", "lt")
"""The lookups that the links of a list's filters use."""


def current_user(request: HttpRequest) -> User:
    """Return who is signed in, as the admin has made sure that somebody is."""
    return cast("User", request.user)


def without_lines_of(names: set[str], tree: list[Any]) -> list[Any]:
    """Return a tree of lines such as «Comment: …», without those that begin with a name."""
    return [
        without_lines_of(names, line) if isinstance(line, list) else line
        for line in tree
        if isinstance(line, list) or str(line).partition(":")[0].lower() not in names
    ]


class DeskInline(admin.TabularInline):  # type: ignore[type-arg]  # generic in the stubs alone
    """Rows under a form, and an empty one, which those without JavaScript can fill in too."""

    formfield_overrides = {models.URLField: {"widget": AdminTextInputWidget}}
    extra = 1


class DeskAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # generic in the stubs alone
    """A list that takes only the lookups of its own links, and a form without pop-ups."""

    formfield_overrides = {models.ImageField: {"form_class": PictureField}}
    list_per_page = 50
    paginator = BoundedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    bookkeeping: Sequence[type[models.Model]] = ()
    """Models whose rows follow from others, left out of the list of what will be deleted."""

    within: Sequence[Callable[[], Context]] = ()
    """Contexts that a form's transaction has around all that it stores."""

    class Media:
        css = {"all": ["css/admin-fields.css"]}

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """Defer the transaction; what somebody else's change has made wrong is checked again."""
        arguments = (request, object_id, form_url, extra_context)
        try:
            return self._answer_form(*arguments)
        except (IntegrityError, ValidationError):
            return self._answer_form(*arguments)

    def _answer_form(self, *arguments: Any) -> Any:
        with deferred_transaction(*self.within):
            return self._changeform_view(*arguments)  # type: ignore[attr-defined]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        """Ask a row once more whether it may be so, when nobody else can write any longer."""
        begin()
        obj.clean()
        super().save_model(request, obj, form, change)

    def view_on_site(self, obj: models.Model) -> str | None:
        """Return a row's own address, since Django's redirect by its number is left out."""
        return str(obj.get_absolute_url()) if hasattr(obj, "get_absolute_url") else None

    def formfield_for_dbfield(
        self, db_field: "models.Field[Any, Any]", request: HttpRequest | None, **kwargs: Any
    ) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[arg-type]
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Leave out rows that nobody knows by name: links of many to many, and bookkeeping."""
        to_delete, counts, lacking, protected = super().get_deleted_objects(objs, request)
        unnamed = [*self._links(), *self.bookkeeping]
        names = {str(model._meta.verbose_name).lower() for model in unnamed}
        plurals = {str(model._meta.verbose_name_plural) for model in unnamed}
        known = {name: count for name, count in counts.items() if str(name) not in plurals}
        return without_lines_of(names, to_delete), known, lacking, protected

    def _links(self) -> list[type[models.Model]]:
        """Return the models that link many to many."""
        ours: list[Any] = [field.remote_field for field in self.opts.many_to_many]
        theirs = [relation for relation in self.opts.related_objects if relation.many_to_many]
        return [relation.through for relation in ours + theirs]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Return no initial values: the query string is ignored."""
        return {}

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Show errors beside the row as it is stored: what was typed is in the form alone.

        Django has put into the row whatever was valid, and an address made of that may be none.
        """
        row = context["original"]
        if row and context["errors"]:
            with suppress(ObjectDoesNotExist):  # a new blog's settings are not stored yet
                row.refresh_from_db()
            context["subtitle"] = str(row)
        return super().render_change_form(request, context, *args, **kwargs)

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: int) -> HttpResponse:
        """Lead to the list, which Django keeps from those who may not change its rows."""
        super().response_delete(request, obj_display, obj_id)
        return self.response_post_save_change(request, None)

    # The lookups that a list takes.

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        return lookup in self._lookups(request)

    def _lookups(self, request: HttpRequest) -> set[str]:
        lookups = {f"{self.date_hierarchy}__{part}" for part in ("year", "month", "day")}
        for item in self.get_list_filter(request):
            if isinstance(item, type) and issubclass(item, admin.SimpleListFilter):
                lookups.add(str(item.parameter_name))
            else:
                field = item[0] if isinstance(item, (list, tuple)) else item
                lookups |= {f"{field}__{part}" for part in FILTERS}
        return lookups

    def get_changelist(self, request: HttpRequest, **_kwargs: Any) -> type[ChangeList]:
        return DeskList

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        try:
            return super().get_changelist_instance(request)
        except (OverflowError, ValueError) as error:  # the year 99999, the number of a word
            raise IncorrectLookupParameters from error

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Any], search_term: str
    ) -> tuple[models.QuerySet[Any], bool]:
        return super().get_search_results(request, queryset, search_term[:MAX_SEARCH_LENGTH])

    def response_action(
        self, request: HttpRequest, queryset: models.QuerySet[Any], *args: Any
    ) -> HttpResponse | None:
        chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if not all(number.isdecimal() and len(number) <= MAX_DIGITS for number in chosen):
            raise BadRequest("A row's number is malformed.")
        return super().response_action(request, queryset, *args)
