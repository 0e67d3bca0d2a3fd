"""Uploaded media, where no web server in front serves them: as data, never as a page of ours."""

from pathlib import PurePosixPath

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

MEDIA_POLICY = "default-src 'none'; sandbox"
FOR_A_DAY = "public, max-age=86400"
FOR_EVER = "public, max-age=31536000, immutable"
UNCHANGING = {"renditions", "share"}
"""Folders whose files are never written anew under the same name."""


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve a file of `MEDIA_ROOT`, to be cached; folders and hidden files are not there."""
    parts = PurePosixPath(path).parts
    if any(part.startswith(".") for part in parts):
        raise Http404
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    response.headers["Content-Security-Policy"] = MEDIA_POLICY
    if isinstance(response, FileResponse):
        unchanging = parts[0] in UNCHANGING
        response.headers["Cache-Control"] = FOR_EVER if unchanging else FOR_A_DAY
    return response
