"""The views that the editor's script asks: preview, upload, and a frame for the preview.

The first two replace django-markdownx's own, which would answer anyone. A script can't show a
sign-in page, so that an error is JSON with a reason to show.
"""

from collections.abc import Callable
from functools import wraps

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from blog import markup
from blog.models import Picture
from blog.pictures import texts
from desk.base import current_user
from desk.forms.uploads import file_stored
from images.fields import PictureField
from web.security_headers import framed_by_this_site

View = Callable[[HttpRequest], HttpResponse]


class PreviewForm(forms.Form):
    content = forms.CharField(max_length=markup.MAX_LENGTH, required=False, strip=False)


class PictureForm(forms.Form):
    image = PictureField()


def for_writers(method: str) -> Callable[[View], View]:
    """Decorate a view that answers people with an account, and one HTTP method."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest) -> HttpResponse:
            if request.method != method:
                return error_response(405, _("That can't be asked like this."), Allow=method)
            if not current_user(request).is_staff:
                return error_response(
                    401, _("You are signed out. Sign in in another tab, then go on here.")
                )
            return view(request)

        return never_cache(guarded)

    return decorate


def error_response(status: int, reason: str, **headers: str) -> JsonResponse:
    return JsonResponse({"error": reason}, status=status, headers=headers)


@for_writers("POST")
def preview(request: HttpRequest) -> HttpResponse:
    form = PreviewForm(request.POST)
    if not form.is_valid():
        is_long = form.has_error("content", "max_length")
        return error_response(413 if is_long else 400, first_error(form))
    return HttpResponse(texts.render(form.cleaned_data["content"]))


@for_writers("POST")
def upload(request: HttpRequest) -> HttpResponse:
    form = PictureForm(request.POST, request.FILES)
    if not form.is_valid():
        is_large = form.has_error("image", "too_large")
        return error_response(413 if is_large else 400, first_error(form))
    picture = Picture(file=form.cleaned_data["image"], uploaded_by=current_user(request))
    with file_stored(picture):
        picture.save()
    return JsonResponse({"image_code": f"![]({picture.file.url})"})


@framed_by_this_site
@for_writers("GET")
def frame(request: HttpRequest) -> HttpResponse:
    """Return an empty page with the site's styles, into which the preview is put."""
    return render(request, "blog/preview_frame.html")


def first_error(form: forms.Form) -> str:
    return next(str(message) for messages in form.errors.values() for message in messages)
