"""Triggers are made as they are declared, in both databases, and a change of that is seen."""

import pytest
from django.db import connection

from blog.models import Label
from database.triggers import Operation, Trigger, Triggers
from tests.factories import make_label

RENAME = "UPDATE blog_label SET slug = 'heard-' || NEW.id WHERE id = NEW.id"

pytestmark = pytest.mark.django_db


def on_label(operation, func=RENAME, **how):
    return Trigger("blog_label", operation, func, **how)


@pytest.fixture
def declared():
    return [on_label(Operation.INSERT, condition="NEW.name <> 'Mar'")]


@pytest.fixture
def triggers(declared):
    return Triggers("probe_", lambda: declared)


def slug(label):
    return Label.objects.values_list("slug", flat=True).get(pk=label.pk)


def test_a_trigger_acts_where_its_condition_holds(triggers):
    triggers.install()

    heard, unheard = make_label(name="Faro"), make_label(name="Mar")

    assert (slug(heard), slug(unheard)) == (f"heard-{heard.pk}", "mar")


def test_an_update_is_heard_only_by_its_columns(triggers, declared):
    declared[:] = [on_label(Operation.UPDATE, columns=("name",))]
    triggers.install()
    label = make_label(name="Mar")

    Label.objects.filter(pk=label.pk).update(name="Mar")
    assert slug(label) == "mar"

    Label.objects.filter(pk=label.pk).update(name="Océano")
    assert slug(label) == f"heard-{label.pk}"


def test_what_is_declared_otherwise_is_not_installed_until_it_is_made_anew(triggers, declared):
    assert not triggers.are_installed()
    triggers.install()
    triggers.install()
    assert triggers.are_installed()

    declared[:] = [on_label(Operation.INSERT)]

    assert not triggers.are_installed()
    triggers.install()
    assert triggers.are_installed()


def test_what_is_no_longer_declared_goes_too(triggers, declared):
    triggers.install()
    declared.clear()

    triggers.uninstall()

    with connection.cursor() as cursor:
        assert triggers.installed(cursor) == {}
    assert slug(make_label(name="Faro")) == "faro"


def test_a_table_that_is_not_there_yet_goes_without(triggers, declared):
    declared.append(Trigger("blog_nothing", Operation.INSERT, RENAME))

    triggers.install()

    with connection.cursor() as cursor:
        assert set(triggers.installed(cursor)) == {"probe_blog_label_insert"}
