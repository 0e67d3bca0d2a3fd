#!/usr/bin/env bash
# Django gives collected files the mode of FILE_UPLOAD_PERMISSIONS, 644, whatever the umask. WhiteNoise
# writes the compressed ones beside them without a mode: under umask 077 a web server that looks for
# `.gz` (nginx with `gzip_static`) may read the file, and not its compressed copy.
set -euo pipefail
source "$(dirname "$0")/_sandbox.sh"

install_python Django==5.2.19 whitenoise==6.12.0

mkdir assets
printf 'body { color: black; }\n%.0s' {1..200} >assets/site.css
cat >collect.py <<'PYTHON'
import os
import stat
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

settings.configure(
    INSTALLED_APPS=["django.contrib.staticfiles"],
    STATIC_ROOT="static",
    STATIC_URL="/static/",
    STATICFILES_DIRS=["assets"],
    STORAGES={"staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"}},
)
django.setup()
os.umask(0o077)
call_command("collectstatic", interactive=False, verbosity=0)
for path in sorted(Path("static").iterdir()):
    print(path.name, oct(stat.S_IMODE(path.stat().st_mode)))
PYTHON

tell "Under umask 077 a collected file is 644, and its compressed copy 600." "$("$python" collect.py)" \
"site.css 0o644
site.css.gz 0o600"
