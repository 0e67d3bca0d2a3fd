"""The index agrees with the posts, whatever happens to them."""

import io
from operator import attrgetter

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from blog import search as searching
from blog.models import SearchEntry, SearchIndex
from blog.search import rebuild, rules, search
from tests.factories import make_label, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(alice):
    return make_post(author=alice, title="El faro", body="De noche.")


def test_a_change_is_found_at_once_and_what_it_replaced_no_more(post):
    post.title, post.body = "La boya", "De día."
    post.save()

    assert search("boya día").pks == [post.pk]
    assert search("faro").pks == search("noche").pks == []


def test_a_label_given_or_taken_is_found_at_once(post):
    label = make_label(name="Costa")
    post.labels.add(label)
    assert search("costa").pks == search("etiqueta:costa").pks == [post.pk]

    label.posts.remove(post)
    assert search("costa").pks == []


@pytest.mark.parametrize("go", ["delete", "posts.clear"])
def test_a_label_that_goes_is_found_no_more(post, go):
    label = make_label(name="Costa")
    post.labels.add(label)

    attrgetter(go)(label)()

    assert search("costa").pks == []


def test_a_label_or_a_person_renamed_is_found_by_the_new_name_alone(post, alice):
    label = make_label(name="Costa")
    post.labels.add(label)
    label.name, alice.name = "Orilla", "Berta Ruiz"
    label.save()
    alice.save()

    assert search("orilla").pks == search("autor:berta").pks == [post.pk]
    assert search("costa").pks == search("alicia").pks == []


def test_a_post_given_to_another_author_is_found_under_them(post, bob):
    post.author = bob
    post.save()

    assert search("autor:roberto").pks == [post.pk]
    assert search("autor:alicia").pks == []


def test_a_deleted_post_leaves_nothing_behind(post, alice):
    kept = make_post(author=alice, title="Otro faro")

    post.delete()

    assert search("faro").pks == [kept.pk]
    assert SearchEntry.objects.count() == 1


def test_a_post_that_is_not_stored_is_not_indexed(post):
    with transaction.atomic():
        make_post(author=post.author, title="Otro faro")
        transaction.set_rollback(True)

    assert search("faro").pks == [post.pk]


def test_rebuilding_makes_the_index_anew_and_removes_what_is_orphaned(post, monkeypatch):
    monkeypatch.setattr(searching, "BATCH", 2)
    posts = {post.pk, *(make_post(author=post.author, title="Faro").pk for _ in range(4))}
    SearchEntry.objects.filter(pk__in=sorted(posts)[:2]).delete()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE blog_post SET title = 'Boya' WHERE id = %s", [max(posts)])
    said = []

    rebuild(lambda *numbers: said.append(numbers))

    assert set(search("faro").pks) == posts - {max(posts)}
    assert search("boya").pks == [max(posts)]
    assert said == [(0, 5), (2, 5), (4, 5), (5, 5)]


def test_a_post_is_found_all_the_while_the_index_is_rebuilt(post):
    during = []

    rebuild(lambda done, total: during.append(search("faro").pks))

    assert during == [[post.pk]] * 2


def by_other_rules():
    """Leave the index as an upgrade finds it: of other rules than words are searched for."""
    SearchIndex.objects.update_or_create(pk=1, defaults={"rules": "0", "renewed_to": None})
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM blog_search")


def test_other_rules_have_the_index_made_anew(post):
    rebuild(lambda *_numbers: None)
    assert not searching.is_outdated()

    by_other_rules()
    assert searching.is_outdated()
    assert search("faro").pks == []

    searching.renew.call()
    assert not searching.is_outdated()
    assert search("faro").pks == [post.pk]


def test_a_large_blog_is_indexed_anew_in_several_tasks(post, monkeypatch, work):
    monkeypatch.setattr(searching, "BATCH", 2)
    monkeypatch.setattr(searching, "BATCHES_A_TASK", 1)
    posts = {post.pk, *(make_post(author=post.author, title="Faro").pk for _ in range(4))}
    by_other_rules()

    searching.renew.call()
    assert set(search("faro").pks) == set(sorted(posts)[:2])
    assert searching.is_outdated()

    work()
    assert set(search("faro").pks) == posts
    assert not searching.is_outdated()


def test_a_renewal_that_was_broken_off_by_newer_rules_begins_again(post, monkeypatch):
    by_other_rules()
    SearchIndex.objects.update(renewed_to=post.pk)

    searching.renew.call()

    assert search("faro").pks == [post.pk]
    assert not searching.is_outdated()


def test_the_stemmer_and_our_own_rules_make_the_fingerprint(monkeypatch, tmp_path):
    assert rules.fingerprint() == rules.FINGERPRINT

    monkeypatch.setattr(rules, "version", lambda _package: "0")
    assert rules.fingerprint() != rules.FINGERPRINT
    monkeypatch.undo()

    changed = tmp_path / "words.py"
    changed.write_text("# another rule")
    monkeypatch.setattr(rules.words, "__file__", str(changed))
    assert rules.fingerprint() != rules.FINGERPRINT


@pytest.mark.parametrize("watched", [True, False])
def test_the_command_draws_a_bar_for_who_watches(post, watched):
    class Terminal(io.StringIO):
        def isatty(self):
            return watched

    out = Terminal()
    call_command("rebuild_search", stdout=out)

    assert search("faro").pks == [post.pk]
    assert out.getvalue().startswith("\r[-----") is watched
    assert ("entradas\n" in out.getvalue()) is watched
    assert out.getvalue().endswith("1 entrada está indexada.\n")


def test_no_search_reads_through_all_posts(post):
    searches = ["faro", '"el faro"', "-noche", "autor:alicia", "faro desde:2012", "hasta:2099"]
    with CaptureQueriesContext(connection) as asked:
        for typed in searches:
            assert search(typed).pks == [post.pk] or typed == "-noche"

    plans = [plan(query["sql"]) for query in asked if "published_at" in query["sql"]]

    assert len(plans) >= len(searches)
    assert [plan for plan in plans if "SCAN blog_post\n" in plan or "Seq Scan" in plan] == []


def plan(sql):
    """Ask how the database goes about it; PostgreSQL, as if the tables were large."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
        cursor.execute(f"{explain} {sql}".replace("%", "%%"))
        return "".join(f"{row[-1]}\n" for row in cursor.fetchall())
