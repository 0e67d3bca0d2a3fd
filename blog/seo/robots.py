"""robots.txt: crawlers are asked to skip pages for one person, and duplicates."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from blog.site import absolute

UNCRAWLED = [
    "/admin/",
    "/preview/",
    "/comments/",
    "/search?*q=",  # results only: Blogger's addresses of labels begin with /search too
    "/*?reply=",
]


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in UNCRAWLED),
        "",
        f"Sitemap: {absolute(reverse('blog:sitemap-index'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
