#!/usr/bin/env bash
# Since Django 6.0 mail is written by Python's modern `email` package. It knows List-Unsubscribe
# for free text, so an address too long for a line becomes encoded words, no longer an address in
# angle brackets as RFC 2369 asks: the button to unsubscribe is lost. Django 5.2 only folds the line.
set -euo pipefail
source "$(dirname "$0")/_sandbox.sh"

needs_python 12
install_python django==6.1.3

seen=$("$python" <<'PYTHON'
from django.conf import settings

settings.configure()

from django.core.mail import EmailMessage

for token in ["short", "eyJwb3N0Ijo0MiwicmVhZGVyIjo3fQ:1vOZkL:0Yx4m7qQmJz5yQhZ0m0nX7d3"]:
    unsubscribe = f"<https://blog.example/baja/{token}/>"
    message = EmailMessage("Hola", "Hola", "a@blog.example", ["b@example.com"], headers={"List-Unsubscribe": unsubscribe})
    sent = message.message().as_bytes().decode().split("\nList-Unsubscribe: ")[1]
    print(f"{len(unsubscribe)} characters: {sent[:18]}…")
PYTHON
)

tell "A List-Unsubscribe longer than a line is sent as encoded words instead of an address." "$seen" \
"34 characters: <https://blog.exam…
91 characters: =?utf-8?q?=3Chttps…"
