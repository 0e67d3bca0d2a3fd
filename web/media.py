"""Uploaded files, where no web server in front serves them: as data that runs no script."""

from pathlib import PurePosixPath

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

MEDIA_POLICY = "default-src 'none'; sandbox"
ONE_DAY = "public, max-age=86400"
FOREVER = "public, max-age=31536000, immutable"
IMMUTABLE_FOLDERS = {"renditions", "share"}
"""Their files are never written again under the same name."""


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve a file of `MEDIA_ROOT`; folders, hidden files and what can't be read are not found."""
    parts = PurePosixPath(path).parts
    if any(part.startswith(".") for part in parts):
        raise Http404
    try:
        response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    except OSError as error:  # a name too long, a folder that is closed
        raise Http404 from error
    response.headers["Content-Security-Policy"] = MEDIA_POLICY
    if isinstance(response, FileResponse):
        is_immutable = parts[0] in IMMUTABLE_FOLDERS
        response.headers["Cache-Control"] = FOREVER if is_immutable else ONE_DAY
    return response
