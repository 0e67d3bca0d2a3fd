"""Letters with a link to choose a new password: anyone may ask for one, and a task sends it.

A request asks the same of the database and gets the same answer whether or not anybody has the
address, so that it does not tell who writes here. Letters are counted by the hour, under keyed
hashes of whom they go to and of the network that asks: neither is stored.
"""

import logging
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.http import urlsafe_base64_encode
from django_tasks import task

from accounts.models import LetterCount, User
from web.network import keyed_hash

MAX_TO_ONE = 3  # an hour
MAX_FROM_NETWORK = 10  # an hour
DELAYS = [timedelta(minutes=minutes) for minutes in (1, 5, 30)]
"""How long to wait after each failure; after the last one, they may ask again."""

SITE = urlsplit(settings.SITE_URL)
SITE_CONTEXT = {"protocol": SITE.scheme, "domain": SITE.netloc, "site_name": SITE.hostname}
"""Links lead to the site's own address, whatever host the request named."""

logger = logging.getLogger(__name__)


def ask(typed: str, *, network: str) -> bool:
    """Have a letter sent to whoever has an address, unless too many were asked for this hour."""
    person = User.objects.filter(email__iexact=typed, is_active=True).first()
    to = person.email if person else typed
    if count(f"from {network}") > MAX_FROM_NETWORK or count(f"to {to.lower()}") > MAX_TO_ONE:
        return False
    send.enqueue(person.pk if person and person.has_usable_password() else None)
    return True


def count(subject: str) -> int:
    """Return how many letters were asked for this hour, with this one.

    The row is locked from the moment it is added to: of two at once, one is the later.
    """
    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    digest = keyed_hash(subject, purpose="accounts.password_letters")
    with transaction.atomic():
        row, _created = LetterCount.objects.get_or_create(subject=digest, hour=now)
        this = LetterCount.objects.filter(pk=row.pk)
        this.update(letters=F("letters") + 1)
        return this.values_list("letters", flat=True).get()


def forget_counts() -> None:
    """Delete what was counted in hours that are over."""
    LetterCount.objects.filter(hour__lte=timezone.now() - timedelta(hours=1)).delete()


@task(priority=10)  # somebody waits for it
def send(pk: int | None, failures: int = 0) -> None:
    """Send the letter, if there is somebody to send it to; try later if the server can't take it.

    What went wrong is said without a word of theirs: a server's answer may name the address.
    """
    person = User.objects.filter(pk=pk, is_active=True).first()
    if not person:
        return
    try:
        letter_to(person).send()
    except (OSError, ValueError) as error:
        logger.warning("A password letter could not be sent: %s.", type(error).__name__)
        if failures < len(DELAYS):
            later = send.using(run_after=timezone.now() + DELAYS[failures])
            later.enqueue(pk, failures + 1)


def letter_to(person: User) -> EmailMessage:
    uid = urlsafe_base64_encode(str(person.pk).encode())
    token = default_token_generator.make_token(person)
    context = {"user": person, "uid": uid, "token": token, **SITE_CONTEXT}
    subject = render_to_string("registration/password_reset_subject.txt", context)
    body = render_to_string("registration/password_reset_email.html", context)
    return EmailMessage("".join(subject.splitlines()), body, to=[person.email])
