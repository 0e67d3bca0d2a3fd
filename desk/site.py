"""The desk's admin site: Django's, with a front page of ours, a menu, and one address fewer."""

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

APP_ORDER = ["blog", "comments", "accounts"]
MENU_ORDER = ["Post", "Page", "Label", "Picture", "Comment", "Statistics", "User", "SiteSettings"]
MAX_SHOWN = 5
LONG_TEXTS = ("body", "body_html", "lead_html")


class DeskSite(AdminSite):
    site_header = site_title = "Bitácora"  # the templates show the blog's own title
    index_title = _("Writing desk")
    empty_value_display = "—"
    login_form = SignInForm
    enable_nav_sidebar = False  # the menu in the header takes its place

    def get_urls(self) -> list[Any]:
        """Leave `view_on_site` out: it would tell the address of any draft by its number."""
        theirs = [url for url in super().get_urls() if getattr(url, "name", "") != "view_on_site"]
        view, file = self.admin_view(statistics), self.admin_view(statistics_file)
        return [
            path("statistics/", view, name="statistics"),
            path("statistics/views.csv", file, name="statistics-file"),
            *theirs,
        ]

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Return apps and models in the order in which they are used."""
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda model: position_in(MENU_ORDER, model["object_name"]))
        return sorted(apps, key=lambda app: position_in(APP_ORDER, app["app_label"]))

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        context = super().each_context(request)
        return {**context, "menu": menu_items(context["available_apps"])}

    def index(self, request: HttpRequest, extra_context: Any = None) -> TemplateResponse:
        return super().index(
            request, {**work_in_progress(current_user(request)), **(extra_context or {})}
        )

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Pass the blog's settings on: Django's view puts something else under `site`."""
        return super().login(request, {"site": SiteSettings.load(), **(extra_context or {})})


def position_in(order: list[str], name: str) -> int:
    """Return the index of a name, or that of the end if it is not in the order."""
    return order.index(name) if name in order else len(order)


def menu_items(apps: list[Any]) -> list[dict[str, Any]]:
    """Return the lists that a person may open, and the statistics, for the menu of every page."""
    models = [model for app in apps if app["app_label"] in APP_ORDER for model in app["models"]]
    if models:
        models.append(
            {
                "object_name": "Statistics",
                "name": gettext("statistics"),
                "admin_url": reverse("admin:statistics"),
            }
        )
    return sorted(models, key=lambda model: position_in(MENU_ORDER, model["object_name"]))


def work_in_progress(user: User) -> dict[str, Any]:
    """Return a person's posts by state, and how many comments wait, in four queries."""
    posts = Post.objects.editable_by(user).select_related("author").defer(*LONG_TEXTS)
    comments = Comment.objects.moderable_by(user)
    return {
        "drafts": posts.drafts().order_by("-updated_at", "-pk")[:MAX_SHOWN],
        "scheduled": posts.scheduled().order_by("published_at", "pk")[:MAX_SHOWN],
        "published": posts.published()[:MAX_SHOWN],
        "waiting": comments.waiting().count(),
    }
