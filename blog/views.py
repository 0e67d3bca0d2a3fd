"""The public pages, and the previews of what is not public yet."""

from functools import partial

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.reader import reader_of
from blog.models import Label, OldAddress, Page, Post, PostQuerySet
from blog.pages.archive import archive_years
from blog.pages.cards import card
from blog.pages.label_index import by_initial
from blog.pages.listing import BY_DATE, UNDER_LABEL, Listing, list_posts
from blog.pages.period import Period
from blog.pages.post_context import post_context
from blog.pages.used_labels import labels_in_use, labels_used_most
from blog.search import search
from blog.site import site_of
from blog.sql import live_post
from database.keyset import Keyset
from web.page_tags import note

RESULTS_A_PAGE = 20
MAX_LABELS_OFFERED = 12
"""Labels that a search which finds nothing points to."""


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    note("posts")
    is_first = not {"before", "after"} & {*request.GET}
    listing = _listing(request, Post.objects.published(), may_be_empty=is_first)
    return render(request, "blog/home.html", {"listing": listing})


@require_safe
def year_archive(request: HttpRequest, year: int) -> HttpResponse:
    return _archive(request, year)


@require_safe
def month_archive(request: HttpRequest, year: int, month: int) -> HttpResponse:
    return _archive(request, year, month)


@require_safe
def day_archive(request: HttpRequest, year: int, month: int, day: int) -> HttpResponse:
    return _archive(request, year, month, day)


@require_safe
def archive_index(request: HttpRequest) -> HttpResponse:
    note("archive")
    return render(request, "blog/archive_index.html", {"years": archive_years()})


@require_safe
def label_index(request: HttpRequest) -> HttpResponse:
    note("labels")
    return render(request, "blog/label_index.html", {"groups": by_initial(labels_in_use())})


@require_safe
def label_page(request: HttpRequest, slug: str) -> HttpResponse:
    label = get_object_or_404(Label, slug=slug)
    note(f"label:{slug}", f"labelled:{label.pk}")
    listing = _listing(request, Post.objects.published().labelled(label), by=UNDER_LABEL)
    return render(request, "blog/label_page.html", {"label": label, "listing": listing})


@require_safe
def post_page(request: HttpRequest, year: int, month: int, slug: str) -> HttpResponse:
    path = f"{year:04}/{month:02}/{slug}.html"
    post = live_post(path)
    return render_post(request, post) if post else _redirect_from(path, request)


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    results = search(request.GET.get("q", ""))
    page = Paginator(results.pks, RESULTS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "results": results,
        "page": page,
        "posts": results.show(list(page.object_list)),
        "labels": partial(labels_used_most, MAX_LABELS_OFFERED),
    }
    return render(request, "blog/search_page.html", context)


@require_safe
def static_page(request: HttpRequest, slug: str) -> HttpResponse:
    page = get_object_or_404(Page.objects.published(), slug=slug)
    note(f"page:{page.pk}")
    return render(request, "blog/static_page.html", {"page": page, "is_preview": False})


@never_cache
@require_safe
def post_preview(request: HttpRequest, pk: int) -> HttpResponse:
    mine = Post.objects.editable_by(_writer(request)).select_related("author", "cover")
    return render_post(request, get_object_or_404(mine, pk=pk), is_preview=True)


@never_cache
@require_safe
def page_preview(request: HttpRequest, pk: int) -> HttpResponse:
    mine = Page.objects.editable_by(_writer(request))
    context = {"page": get_object_or_404(mine, pk=pk), "is_preview": True}
    return render(request, "blog/static_page.html", context)


def render_post(
    request: HttpRequest, post: Post, *, status: int = 200, **context: object
) -> HttpResponse:
    """Render a post's page; more context, such as a comment's form, goes to the template."""
    beside = post_context(post)
    shown = {
        "is_preview": False,
        "post": post,
        "card": card(post, beside.labels),
        "post_context": beside,
    }
    return render(request, "blog/post_page.html", {**shown, **context}, status=status)


def _archive(request: HttpRequest, *parts: int) -> HttpResponse:
    try:
        period = Period.of(*parts)
        posts = period.posts(Post.objects.published())
    except (ValueError, OverflowError) as error:
        raise Http404 from error
    note(*period.tags)
    listing = _listing(request, posts)
    context = {"listing": listing, "period": period.first, "scale": period.scale}
    return render(request, "blog/archive.html", context)


def _listing(
    request: HttpRequest, posts: PostQuerySet, *, by: Keyset = BY_DATE, may_be_empty: bool = False
) -> Listing:
    listing = list_posts(request, posts, size=site_of(request).posts_per_page, by=by)
    if not listing.posts and not may_be_empty:
        raise Http404
    return listing


def _redirect_from(path: str, request: HttpRequest) -> HttpResponse:
    old = get_object_or_404(OldAddress.objects.select_related("post"), path=path)
    if not old.post.is_live:
        raise Http404
    query = request.META.get("QUERY_STRING", "")
    return redirect(old.post.get_absolute_url() + (f"?{query}" if query else ""), permanent=True)


def _writer(request: HttpRequest) -> User:
    reader = reader_of(request)
    if not isinstance(reader, User):
        raise Http404
    return reader
