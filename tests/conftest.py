"""The cast, and a house of its own for each test: nothing is written into the real one."""

import gc
import logging
import sqlite3
from contextlib import closing

import pytest
from django.core.checks.urls import check_url_config
from django.core.management import call_command
from django.db import connection
from django.dispatch import receiver
from django.test import TransactionTestCase, override_settings
from django.test.signals import setting_changed
from django.utils.translation.reloader import translation_file_changed
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from blog.social_images import draw
from first_run.catalogues import compile_catalogues
from tests.databases import rolled_back
from tests.factories import make_user
from tests.processes import (  # noqa: F401 - fixtures for all
    blog,
    collected,
    database,
    house,
    prepared,
    prepared_once,
    run,
    serve,
    shared_house,
    shell,
    start,
    static_once,
    written_once,
)
from web.partials import outline


def pytest_sessionstart():
    """Compile the catalogues of a fresh clone, and have those that models loaded read again.

    The addresses are loaded before any test has settings of its own: some are made of these.
    """
    for compiled in compile_catalogues():
        translation_file_changed(None, compiled)
    check_url_config(None)


def pytest_collection_finish():
    """Spare the collector of garbage what is there from the beginning, and stays."""
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(items):
    """Mark what starts processes of its own: `make test-fast` leaves it and the browser out."""
    for item in items:
        if {"house", "prepared_once"} & set(item.fixturenames):
            item.add_marker(pytest.mark.process)


@receiver(setting_changed)
def forget_what_was_rendered(setting, **_):
    if setting not in {"DATA_DIR", "MEDIA_ROOT"}:  # which every test has of its own
        outline.cache_clear()


@pytest.fixture(scope="session", autouse=True)
def quick_settings(tmp_path_factory):
    """Serve static files without a manifest, and let passwords cost no time."""
    with override_settings(
        STATIC_ROOT=tmp_path_factory.mktemp("static"),
        STORAGES={
            "default": {"BACKEND": "web.storage.DurableFiles"},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    """Keep SQLite's database in a file, as a blog does: threads of a live server share it."""
    if connection.vendor == "sqlite":
        file = tmp_path_factory.mktemp("database") / "test.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(file)


@pytest.fixture(scope="session", autouse=True)
def put_back(django_db_setup, django_db_blocker):
    """Put SQLite's database back, after a test that commits, as it was in the beginning.

    Django would empty it, and have the rows of all months made anew.
    """
    if connection.vendor != "sqlite":
        yield
        return
    with closing(sqlite3.connect(":memory:")) as beginning, pytest.MonkeyPatch.context() as patch:
        with django_db_blocker.unblock():
            connection.ensure_connection()
            connection.connection.backup(beginning)

        def copy_back(_test):
            connection.ensure_connection()
            beginning.backup(connection.connection)

        patch.setattr(TransactionTestCase, "_fixture_teardown", copy_back)
        yield


@pytest.fixture(scope="session", autouse=True)
def nobody_stays(django_db_setup, django_db_blocker):
    """End what open connections of a browser keep: PostgreSQL drops no database in use."""
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(scope="module")
def module_db(django_db_setup, django_db_blocker):
    """Let fixtures write what a module's tests share: each begins with that, and undoes its own.

    All tests of the module see it, those too that don't ask for it.
    """
    with django_db_blocker.unblock(), rolled_back():
        yield


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()
    return tmp_path


@pytest.fixture
def work(db, monkeypatch):
    """Do, now and with the real worker, what stands in the queue and is due; nothing may fail.

    Pictures for sharing, which take longest, are drawn only where a test is about them.
    """
    # It would close the connection that a test's transaction lives in, as Django's client would.
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)

    def do_all(*, share_pictures=False):
        if not share_pictures:
            DBTaskResult.objects.ready().filter(task_path=draw.module_path).delete()
        logging.disable(logging.INFO)
        call_command("db_worker", batch=True, startup_delay=False, reload=False, queue_name="*")
        logging.disable(logging.NOTSET)
        failed = DBTaskResult.objects.failed().values_list("task_path", "traceback")
        assert list(failed) == []

    return do_all


@pytest.fixture
def alice(db):
    return make_user("alice", name="Alicia Núñez", role="author")


@pytest.fixture
def bob(db):
    return make_user("bob", name="Roberto Gil", role="author")


@pytest.fixture
def carol(db):
    return make_user("carol", name="Carolina Ríos", role="editor")


@pytest.fixture
def dana(db):
    return make_user("dana", name="Daniela Sáez", role="owner")
