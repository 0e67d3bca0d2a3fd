"""Covers and the header of an earlier version become pictures, and get their formats."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from blog import tallies
from blog.models import Picture, Post, SiteSettings
from blog.pictures import renditions
from config import edition_triggers
from tests.picture_files import picture_file

BEFORE = [("blog", "0008_related_posts_score")]

pytestmark = pytest.mark.django_db(transaction=True)


def migrate(targets):
    executor = MigrationExecutor(connection)
    for kind in (tallies, edition_triggers):
        kind.remove(plan=targets)
    executor.migrate(targets)
    for kind in (tallies, edition_triggers):
        kind.install(plan=targets)
    return executor.loader.project_state(targets).apps


@pytest.fixture
def go_back():
    """Give a way to the tables as they were; afterwards they are as they are now."""
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    yield migrate
    migrate(newest)


@pytest.fixture
def before(go_back):
    return go_back(BEFORE)


def test_covers_and_the_header_are_taken_over(before, work):
    for folder in ("covers/2024/05", "header"):
        default_storage.save(f"{folder}/faro.png", ContentFile(picture_file().read()))
    author = before.get_model("accounts", "User").objects.create(username="ana", slug="ana")
    old_post = before.get_model("blog", "Post")
    size = {"cover_width": 60, "cover_height": 40}
    old_post.objects.create(
        title="Con", author=author, slug="con", cover="covers/2024/05/faro.png", **size
    )
    old_post.objects.create(title="Sin", author=author, slug="sin")
    before.get_model("blog", "SiteSettings").objects.create(
        pk=1, header_image="header/faro.png", header_width=60, header_height=40
    )

    migrate(MigrationExecutor(connection).loader.graph.leaf_nodes())
    renditions.catch_up.enqueue()
    work()

    covers = dict(Post.objects.values_list("title", "cover__file"))
    assert covers == {"Con": "covers/2024/05/faro.png", "Sin": None}
    assert Post.objects.get(title="Con").cover.uploaded_by.username == "ana"
    assert str(SiteSettings.load().header_image) == "header/faro.png"
    assert set(Picture.objects.values_list("state", "width", "height")) == {("ready", 60, 40)}


def test_pictures_that_are_ready_are_known_by_the_address_of_a_rendition(go_back):
    old = go_back([("blog", "0017_picture_stem")]).get_model("blog", "Picture")
    made = {"type": "image/webp", "width": 60, "height": 40, "name": "renditions/a-b-1f-60.webp"}
    old.objects.create(file="pictures/a-b.png", width=60, height=40, renditions=[made])
    old.objects.create(file="pictures/c.png", width=60, height=40)

    migrate(MigrationExecutor(connection).loader.graph.leaf_nodes())

    stems = dict(Picture.objects.values_list("file", "stem"))
    assert stems == {"pictures/a-b.png": "renditions/a-b-1f", "pictures/c.png": ""}
