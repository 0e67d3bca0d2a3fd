"""The writing desk: Django's admin, with a front page of ours and one address fewer."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from blog.models import Post, SiteSettings
from comments.models import Comment
from desk.base import current_user
from desk.forms.people import SignInForm
from desk.statistics import statistics, statistics_file

SHELVES = ["blog", "comments", "accounts"]
THINGS = ["Post", "Page", "Label", "Picture", "Comment", "Statistics", "User", "SiteSettings"]
MAX_SHOWN = 5
LONG_TEXTS = ("body", "body_html", "lead_html")


class Desk(AdminSite):
    site_header = site_title = "Bitácora"  # the templates show the blog's own title
    index_title = _("Writing desk")
    empty_value_display = "—"
    login_form = SignInForm
    enable_nav_sidebar = False  # the menu in the header takes its place

    def get_urls(self) -> list[Any]:
        """Leave out the address that tells anyone's permalink to whoever knows a number."""
        theirs = [url for url in super().get_urls() if getattr(url, "name", "") != "view_on_site"]
        view, file = self.admin_view(statistics), self.admin_view(statistics_file)
        return [
            path("statistics/", view, name="statistics"),
            path("statistics/views.csv", file, name="statistics-file"),
            *theirs,
        ]

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Return what there is in the order of a day's work."""
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda model: place_in(THINGS, model["object_name"]))
        return sorted(apps, key=lambda app: place_in(SHELVES, app["app_label"]))

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        context = super().each_context(request)
        return {**context, "menu": menu_of(context["available_apps"])}

    def index(self, request: HttpRequest, extra_context: Any = None) -> TemplateResponse:
        return super().index(
            request, {**on_the_desk(current_user(request)), **(extra_context or {})}
        )

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Tell the page of the blog: its view would put a site of its own in that name's place."""
        return super().login(request, {"site": SiteSettings.load(), **(extra_context or {})})


def place_in(order: list[str], name: str) -> int:
    """Return where a name stands; one that is not in the order stands last."""
    return order.index(name) if name in order else len(order)


def menu_of(apps: list[Any]) -> list[dict[str, Any]]:
    """Return the lists that a person may open, and the statistics, for the header of every page."""
    models = [model for app in apps if app["app_label"] in SHELVES for model in app["models"]]
    if models:
        models.append(
            {
                "object_name": "Statistics",
                "name": gettext("statistics"),
                "admin_url": reverse("admin:statistics"),
            }
        )
    return sorted(models, key=lambda model: place_in(THINGS, model["object_name"]))


def on_the_desk(user: User) -> dict[str, Any]:
    """Return what somebody has under way, in four queries: posts in each state, and who waits."""
    posts = Post.objects.editable_by(user).select_related("author").defer(*LONG_TEXTS)
    comments = Comment.objects.moderable_by(user)
    return {
        "drafts": posts.drafts().order_by("-updated_at", "-pk")[:MAX_SHOWN],
        "scheduled": posts.scheduled().order_by("published_at", "pk")[:MAX_SHOWN],
        "published": posts.published()[:MAX_SHOWN],
        "waiting": comments.waiting().count(),
    }
