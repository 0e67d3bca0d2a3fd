"""Sitemaps for search engines, and OpenSearch for browsers."""

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from blog.feeds.printable import printable
from blog.seo.sitemap_xml import index_xml, sitemap_xml
from blog.seo.sitemaps import sitemap_entries, sitemaps
from web.page_tags import note

XML = "application/xml"
OPEN_SEARCH = "application/opensearchdescription+xml"
SITEMAP_TAGS = ("authors", "labels", "sitemap")
UNLISTED = {"X-Robots-Tag": "noindex"}


@require_safe
def sitemap_index(_request: HttpRequest) -> HttpResponse:
    note(*SITEMAP_TAGS)
    files = ((reverse("blog:sitemap", args=[name]), changed_at) for name, changed_at in sitemaps())
    return HttpResponse(index_xml(files), content_type=XML, headers=UNLISTED)


@require_safe
def sitemap(_request: HttpRequest, name: str) -> HttpResponse:
    note(*SITEMAP_TAGS)
    try:
        entries = sitemap_entries(name)
    except (ValueError, OverflowError) as error:
        raise Http404 from error
    if not entries:
        raise Http404
    return HttpResponse(sitemap_xml(entries), content_type=XML, headers=UNLISTED)


@require_safe
def open_search(request: HttpRequest) -> HttpResponse:
    """Describe to a browser how to search the blog from its address bar."""
    text = render_to_string("blog/open_search.xml", request=request)
    return HttpResponse(printable(text), content_type=OPEN_SEARCH)
