"""Every address of the site. Blogger's own stand at the root, where its readers look for them."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import views as auth
from django.urls import include, path

from blog.seo import robots
from desk import editor
from first_run import welcome
from first_run.sample import removal
from web import health, media, speculation_rules
from web.security_headers import framed_by_this_site

SITE = urlsplit(settings.SITE_URL)
HERE = {"protocol": SITE.scheme, "domain": SITE.netloc, "site_name": SITE.hostname}
"""Where a mailed link leads: to the site's own address, whatever host the request named."""

urlpatterns = [
    path("admin/markdown/preview/", editor.preview, name="markdownx_markdownify"),
    path("admin/markdown/upload/", editor.upload, name="markdownx_upload"),
    path("admin/markdown/frame/", framed_by_this_site(editor.frame), name="preview-frame"),
    path(
        "admin/password-reset/",
        auth.PasswordResetView.as_view(extra_email_context=HERE),
        name="admin_password_reset",
    ),
    path(
        "admin/password-reset/sent/",
        auth.PasswordResetDoneView.as_view(),
        name="password_reset_done",
    ),
    path(
        "admin/password-reset/<uidb64>/<token>/",
        auth.PasswordResetConfirmView.as_view(),
        name="password_reset_confirm",
    ),
    path(
        "admin/password-reset/done/",
        auth.PasswordResetCompleteView.as_view(),
        name="password_reset_complete",
    ),
    path("admin/sample/remove/", removal.remove_sample, name="remove-sample"),
    path("admin/", admin.site.urls),
    path("healthz", health.healthz, name="healthz"),
    path("media/<path:path>", media.media, name="media"),
    path("robots.txt", robots.robots, name="robots"),
    path("speculation-rules.json", speculation_rules.speculation_rules, name="speculation-rules"),
    path("welcome/<token>/", welcome.welcome, name="welcome"),
    path("", include("comments.urls")),
    path("", include("accounts.urls")),
    path("", include("blog.urls")),
]
