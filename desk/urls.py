"""The addresses under /admin/, whose last entry is the admin itself."""

from django.contrib import admin
from django.contrib.auth.views import PasswordResetDoneView
from django.urls import path

from desk import editor
from desk.password_reset import LetterView, NewPasswordView

urlpatterns = [
    path("markdown/preview/", editor.preview, name="markdownx_markdownify"),
    path("markdown/upload/", editor.upload, name="markdownx_upload"),
    path("markdown/frame/", editor.frame, name="preview-frame"),
    path("password-reset/", LetterView.as_view(), name="admin_password_reset"),
    path("password-reset/sent/", PasswordResetDoneView.as_view(), name="password_reset_done"),
    path(
        "password-reset/<uidb64>/<token>/",
        NewPasswordView.as_view(),
        name="password_reset_confirm",
    ),
    path("", admin.site.urls),
]
