"""Uploaded media, where no web server in front serves them: as data, never as a page of ours."""

from pathlib import PurePosixPath

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

MEDIA_POLICY = "default-src 'none'; sandbox"


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve a file of `MEDIA_ROOT` for a day's caching; folders and hidden files are not there."""
    if any(part.startswith(".") for part in PurePosixPath(path).parts):
        raise Http404
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    response.headers["Content-Security-Policy"] = MEDIA_POLICY
    if isinstance(response, FileResponse):
        response.headers["Cache-Control"] = "public, max-age=86400"
    return response
