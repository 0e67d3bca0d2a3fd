"""What all lists and forms of the writing desk have in common."""

from collections.abc import Iterable, Sequence
from copy import copy
from datetime import date, datetime
from typing import Any, cast

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import AdminTextInputWidget, RelatedFieldWidgetWrapper
from django.core.exceptions import BadRequest
from django.core.paginator import Page, Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property

from accounts.models import User
from accounts.pictures import PictureField

LONGEST_SEARCH = 200
MOST_DIGITS = 18
"""Of a row's number: what any database holds."""

FILTERS = ("exact", "id__exact", "isnull", "gte", "lt")
"""How the links of a list's filters ask for a value, a row, nothing, or a span of time."""


MOST_ROWS = 5_000
"""Of a list that one leafs through; what is beyond is found by searching and filtering."""


class BoundedPaginator(Paginator):  # type: ignore[type-arg]  # generic in the stubs alone
    """Looks no further than anybody leafs: counting a million rows would take each view's time.

    It reads the rows' numbers, in their order, and of the rows themselves those of the page alone:
    whole rows are costly to sort.
    """

    @cached_property
    def count(self) -> int:
        return min(len(self._numbers), MOST_ROWS)

    @property
    def has_more(self) -> bool:
        """Whether there are more rows than are counted."""
        return len(self._numbers) > MOST_ROWS

    def page(self, number: int | str) -> Page:  # type: ignore[type-arg]  # as above
        number = self.validate_number(number)
        numbers = self._numbers[: self.count][(number - 1) * self.per_page : number * self.per_page]
        whole = self._rows.order_by()
        whole.query.clear_where()  # what has been found by it, lest it be sought again
        rows = whole.in_bulk(numbers)
        return Page([rows[pk] for pk in numbers if pk in rows], number, self)

    @cached_property
    def _numbers(self) -> list[Any]:
        return list(self._rows.values_list("pk", flat=True)[: MOST_ROWS + 1])

    @property
    def _rows(self) -> "models.QuerySet[Any]":
        return cast("models.QuerySet[Any]", self.object_list)


class Dates:
    """Stands for a list's rows where Django asks for the years and the months of all of them.

    It reads the first and the last date, and takes the time between for filled.
    """

    def __init__(self, listed: ChangeList) -> None:
        self.listed = listed
        self.field = str(listed.date_hierarchy)

    def aggregate(self, **_: models.Aggregate) -> dict[str, datetime | None]:
        return self.span

    @cached_property
    def span(self) -> dict[str, Any]:
        dated = self.listed.root_queryset.exclude(**{self.field: None}).order_by(self.field)
        dates = dated.values_list(self.field, flat=True)
        return {"first": dates.first(), "last": dates.last()}

    def datetimes(self, field: str, kind: str) -> Iterable[date]:
        if kind == "day":  # of one month
            return cast("Iterable[date]", self.listed.queryset.datetimes(field, "day"))
        if kind == "month":
            year = self.listed.params.get(f"{field}__year") or self.span["last"].year
            return [date(int(year), month, 1) for month in range(1, 13)]
        first, last = self.span["first"], self.span["last"]
        years = range(first.year, last.year + 1) if first else ()
        return [date(year, 1, 1) for year in years]


class DeskList(ChangeList):
    @property
    def calendar(self) -> ChangeList:
        """The list for Django's links by date, which would read every row for them."""
        calendar = copy(self)
        calendar.queryset = cast("models.QuerySet[Any]", Dates(self))
        return calendar


def writer(request: HttpRequest) -> User:
    """Give who is signed in: the admin lets nobody else come this far."""
    return cast("User", request.user)


def without(names: set[str], tree: list[Any]) -> list[Any]:
    """Give a tree of lines, such as «Comment: …», without those that begin with these names."""
    return [
        without(names, line) if isinstance(line, list) else line
        for line in tree
        if isinstance(line, list) or str(line).partition(":")[0].lower() not in names
    ]


class DeskInline(admin.TabularInline):  # type: ignore[type-arg]  # generic in the stubs alone
    """Rows under a form, one of them empty, for those without JavaScript too."""

    formfield_overrides = {models.URLField: {"widget": AdminTextInputWidget}}
    extra = 1


class DeskAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # generic in the stubs alone
    """A list that answers only the questions its own links ask, and a form without pop-ups."""

    formfield_overrides = {models.ImageField: {"form_class": PictureField}}
    list_per_page = 50
    paginator = BoundedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    bookkeeping: Sequence[type[models.Model]] = ()
    """Models whose rows the blog keeps of others by itself, and that nobody is asked about."""

    class Media:
        css = {"all": ["css/admin-fields.css"]}

    def view_on_site(self, obj: models.Model) -> str | None:
        """Give a row's own address: Django's detour through its number is not there."""
        return str(obj.get_absolute_url()) if hasattr(obj, "get_absolute_url") else None

    def formfield_for_dbfield(
        self, db_field: "models.Field[Any, Any]", request: HttpRequest | None, **kwargs: Any
    ) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[arg-type]
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Leave out the rows that only link or file things: nobody knows them by name."""
        to_delete, counts, lacking, protected = super().get_deleted_objects(objs, request)
        unnamed = [*self._links(), *self.bookkeeping]
        names = {str(model._meta.verbose_name).lower() for model in unnamed}
        plurals = {str(model._meta.verbose_name_plural) for model in unnamed}
        known = {name: count for name, count in counts.items() if str(name) not in plurals}
        return without(names, to_delete), known, lacking, protected

    def _links(self) -> list[type[models.Model]]:
        """Give the tables that Django keeps for relations of many to many."""
        ours: list[Any] = [field.remote_field for field in self.opts.many_to_many]
        theirs = [relation for relation in self.opts.related_objects if relation.many_to_many]
        return [relation.through for relation in ours + theirs]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Begin an empty form, whatever its address asks for."""
        return {}

    # What a list may be asked.

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        return lookup in self._lookups(request)

    def _lookups(self, request: HttpRequest) -> set[str]:
        asked = {f"{self.date_hierarchy}__{part}" for part in ("year", "month", "day")}
        for item in self.get_list_filter(request):
            if isinstance(item, type) and issubclass(item, admin.SimpleListFilter):
                asked.add(str(item.parameter_name))
            else:
                field = item[0] if isinstance(item, (list, tuple)) else item
                asked |= {f"{field}__{part}" for part in FILTERS}
        return asked

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
        return super().get_search_results(request, queryset, search_term[:LONGEST_SEARCH])

    def response_action(
        self, request: HttpRequest, queryset: models.QuerySet[Any], *args: Any
    ) -> HttpResponse | None:
        chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if not all(number.isdecimal() and len(number) <= MOST_DIGITS for number in chosen):
            raise BadRequest("A row's number is malformed.")
        return super().response_action(request, queryset, *args)
