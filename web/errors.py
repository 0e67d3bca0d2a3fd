"""Error pages in the site's look."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Return the page for a form that failed Django's CSRF check."""
    return render(request, "403_csrf.html", {"reason": reason}, status=403)
