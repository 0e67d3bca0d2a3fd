"""The page of statistics at the desk, and the same figures as a CSV file."""

import csv
from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from blog.statistics.report import Report
from blog.statistics.span import CHOICES, FIRST_CHOICE, Span, SpanForm
from desk.base import current_user

BYTE_ORDER_MARK = "\ufeff"  # by which spreadsheets know UTF-8
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    """Show the views in a span of days; instead of a malformed one, the default and its errors."""
    form = SpanForm(request.GET)
    span = form.chosen() if form.is_valid() else Span.lately(FIRST_CHOICE)
    context = {
        **admin.site.each_context(request),
        "title": _("Statistics"),
        "form": form,
        "choices": [(days, span == Span.lately(days)) for days in CHOICES],
        "span": span,
        "report": Report(span, current_user(request)),
    }
    return render(request, "admin/statistics.html", context)


@require_safe
def statistics_file(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """Return each day's views of each post, and of other pages by kind, as CSV."""
    form = SpanForm(request.GET)
    if not form.is_valid():
        return HttpResponse(form.errors.as_text(), status=400, content_type="text/plain")
    span = form.chosen()
    report = Report(span, current_user(request))
    return StreamingHttpResponse(
        csv_lines(report),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{span.first}-{span.last}.csv"',
            "Cache-Control": "private, no-store",
        },
    )


class Echo:
    """A file whose `write` returns the line instead of storing it."""

    def write(self, line: str) -> str:
        return line


def csv_lines(report: Report) -> Iterator[str]:
    file: Any = csv.writer(Echo())
    yield BYTE_ORDER_MARK + file.writerow([_("day"), _("kind"), _("title"), _("path"), _("views")])
    for day, kind, title, path, views in report.rows():
        yield file.writerow([day.isoformat(), kind, escape_formula(title), path, views])


def escape_formula(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
