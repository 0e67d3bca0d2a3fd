"""A post of alice's, and readers who send comments as a browser would."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from blog.models import SiteSettings
from comments.guards import make_stamp
from tests.factories import make_post

FROM_HERE = {"sec-fetch-site": "same-origin"}


@pytest.fixture
def post(alice):
    SiteSettings(moderation="at_once").save()
    return make_post(author=alice, title="El faro", published_at=datetime(2012, 1, 10, tzinfo=UTC))


@pytest.fixture
def moderate(db):
    """Set how comments are moderated."""
    return lambda moderation: SiteSettings(moderation=moderation).save()


@pytest.fixture
def send(client):
    """Send a comment under a post, from a page that has been open for ten seconds."""

    def send_comment(post, *, headers=FROM_HERE, address="203.0.113.7", **fields):
        fields = {"name": "Lucía", "text": "Hola.", "stamp": stamp_of_age(post), **fields}
        where = reverse("comments:submit-comment", args=[post.pk])
        return client.post(where, fields, headers=headers, REMOTE_ADDR=address)

    return send_comment


def stamp_of_age(post, **age):
    with time_machine.travel(timezone.now() - timedelta(**age or {"seconds": 10}), tick=False):
        return make_stamp(post)
