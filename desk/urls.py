"""The addresses under /admin/, whose last entry is the admin itself."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import views as auth
from django.urls import path

from desk import editor

SITE = urlsplit(settings.SITE_URL)
MAIL_CONTEXT = {"protocol": SITE.scheme, "domain": SITE.netloc, "site_name": SITE.hostname}
"""Links in mails lead to the site's own address, whatever host the request named."""

urlpatterns = [
    path("markdown/preview/", editor.preview, name="markdownx_markdownify"),
    path("markdown/upload/", editor.upload, name="markdownx_upload"),
    path("markdown/frame/", editor.frame, name="preview-frame"),
    path(
        "password-reset/",
        auth.PasswordResetView.as_view(extra_email_context=MAIL_CONTEXT),
        name="admin_password_reset",
    ),
    path(
        "password-reset/sent/",
        auth.PasswordResetDoneView.as_view(),
        name="password_reset_done",
    ),
    path(
        "password-reset/<uidb64>/<token>/",
        auth.PasswordResetConfirmView.as_view(),
        name="password_reset_confirm",
    ),
    path(
        "password-reset/done/",
        auth.PasswordResetCompleteView.as_view(),
        name="password_reset_complete",
    ),
    path("", admin.site.urls),
]
