"""The public page of a person who writes here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.models import User
from web.page_tags import note


@require_safe
def author_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the profile; the template lists the posts, which this app knows nothing of."""
    author = get_object_or_404(User.objects.prefetch_related("links"), slug=slug)
    note(*(f"{tag}:{author.pk}" for tag in ("user", "profile", "author")))
    return render(request, "accounts/author_page.html", {"author": author})
