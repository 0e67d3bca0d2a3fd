"""The writing desk: Django's admin, with a front page for those who write and one address fewer."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from accounts.desk import writer
from accounts.forms import SignInForm
from accounts.models import User
from blog.models import Post, SiteSettings
from comments.models import Comment

ROWS = 5
LONG_TEXTS = ("body", "body_html", "lead_html")
MENU = [
    "blog.post",
    "blog.page",
    "blog.label",
    "blog.picture",
    "comments.comment",
    "accounts.user",
    "blog.sitesettings",
]


class WritingDesk(AdminSite):
    site_header = site_title = "Bitácora"  # the templates show the blog's own title
    index_title = _("Writing desk")
    site_url = "/"
    enable_nav_sidebar = False
    login_form = SignInForm

    def get_urls(self) -> list[Any]:
        """Leave out the address that tells anyone's permalink to whoever knows a number."""
        return [url for url in super().get_urls() if getattr(url, "name", "") != "view_on_site"]

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        context = super().each_context(request)
        return {**context, "menu": menu_of(context["available_apps"])}

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Tell the page of the blog: its view would put a site of its own in that name's place."""
        return super().login(request, {"site": SiteSettings.load(), **(extra_context or {})})

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        desk = on_the_desk_of(writer(request))
        return super().index(request, {**desk, **(extra_context or {})})


def menu_of(apps: list[Any]) -> list[dict[str, Any]]:
    """Give the lists that stand in every page's header, of those that a person may open."""
    models = {model["model"]._meta.label_lower: model for app in apps for model in app["models"]}
    return [models[label] for label in MENU if label in models]


def on_the_desk_of(user: User) -> dict[str, Any]:
    """Give what somebody has under way: a few posts in each state, and who waits for an answer."""
    posts = Post.objects.editable_by(user).select_related("author").defer(*LONG_TEXTS)
    comments = Comment.objects.moderable_by(user)
    return {
        "drafts": posts.drafts().order_by("-updated_at", "-pk")[:ROWS],
        "scheduled": posts.scheduled().order_by("published_at", "pk")[:ROWS],
        "published": posts.published()[:ROWS],
        "waiting": comments.filter(state=Comment.State.WAITING).count(),
    }
