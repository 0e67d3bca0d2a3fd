#!/usr/bin/env bash
# `smtps` is the scheme of mail that is encrypted from the first byte, on port 465. dj-email-url makes
# of it STARTTLS, which begins in the clear: on port 465 client and server then wait for each other.
# Its warning only points to `submission`, which is STARTTLS too; what the name says is `?ssl=True`.
set -euo pipefail
source "$(dirname "$0")/_sandbox.sh"

install_python dj-email-url==1.0.6

seen=$("$python" <<'PYTHON'
import dj_email_url

for address in ["smtps://mail.example:465", "submission://mail.example:587", "smtp://mail.example:465?ssl=True"]:
    settings = dj_email_url.parse(address)
    print(address, {name: settings[name] for name in ["EMAIL_USE_TLS", "EMAIL_USE_SSL"]})
PYTHON
)

tell "smtps:// on port 465 sets EMAIL_USE_TLS, that is STARTTLS, and not EMAIL_USE_SSL." "$seen" \
"smtps://mail.example:465 {'EMAIL_USE_TLS': True, 'EMAIL_USE_SSL': False}
submission://mail.example:587 {'EMAIL_USE_TLS': True, 'EMAIL_USE_SSL': False}
smtp://mail.example:465?ssl=True {'EMAIL_USE_TLS': False, 'EMAIL_USE_SSL': True}"
