#!/usr/bin/env bash
# HTTP lets a client refuse an encoding by giving it the weight 0. WhiteNoise looks for the
# encoding's name alone, so whoever refuses Brotli is served Brotli.
set -euo pipefail
source "$(dirname "$0")/_sandbox.sh"

install_python whitenoise==6.12.0 brotli==1.2.1

seen=$("$python" <<'PYTHON'
from pathlib import Path

from whitenoise import WhiteNoise
from whitenoise.compress import main as compress

Path("static").mkdir()
Path("static/blog.css").write_text("article { margin: 1rem }\n" * 100)
compress(["--quiet", "static"])
served = WhiteNoise(lambda environ, start: [], root="static")

for accepted in ["identity", "br", "gzip, br;q=0", "br;q=0, gzip;q=0"]:
    headers = {}
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/blog.css", "HTTP_ACCEPT_ENCODING": accepted}
    served(environ, lambda status, pairs: headers.update(pairs))
    print(f"{accepted:16} -> {headers.get('Content-Encoding')}")
PYTHON
)

tell "A client that refuses Brotli with «br;q=0» is served Brotli." "$seen" \
"identity         -> None
br               -> br
gzip, br;q=0     -> br
br;q=0, gzip;q=0 -> br"
