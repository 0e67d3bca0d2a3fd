"""What a search finds, and in which order."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from blog import search as searching
from blog.models import Post
from blog.search import search
from tests.factories import make_label, make_post, make_user

pytestmark = pytest.mark.django_db


def found(typed):
    titles = dict(Post.objects.values_list("pk", "title"))
    return [titles[pk] for pk in search(typed).pks]


def test_title_ranks_over_label_over_author_over_text(alice):
    mar = make_user("mar", name="Mar Soto")
    make_post(author=alice, title="En el texto", body="mar " * 40)
    make_post(author=mar, title="De quien escribe")
    make_post(author=alice, title="Con la etiqueta").labels.add(make_label(name="Mar y costa"))
    make_post(author=alice, title="El mar", body="agua " * 300)

    assert found("mar") == ["El mar", "Con la etiqueta", "De quien escribe", "En el texto"]


def test_the_more_often_a_text_says_it_the_higher_it_ranks(alice):
    make_post(author=alice, title="Mucho", body="Un faro, dos faros, tres faros y otro faro. Fin.")
    make_post(
        author=alice, title="Poco", body="Un faro, dos barcos, tres boyas y otro puerto. Fin."
    )

    assert found("faro") == ["Mucho", "Poco"]


@pytest.mark.parametrize("typed", ["canción", "canciones", "cancion", "CANCIÓN"])
def test_the_forms_of_a_word_find_each_other(alice, typed):
    for title in ("Una canción", "Dos canciones", "Sin tilde, cancion"):
        make_post(author=alice, title=title)

    assert sorted(found(typed)) == ["Dos canciones", "Sin tilde, cancion", "Una canción"]


def test_what_is_typed_with_its_ene_or_without_comes_first(alice):
    make_post(author=alice, title="Anatomía", body="El ano.")
    make_post(author=alice, title="Un año nuevo", body="Otro año.")

    assert found("año") == ["Un año nuevo", "Anatomía"]
    assert found("ano") == ["Anatomía", "Un año nuevo"]


def test_all_words_must_be_there_but_not_the_commonest(alice):
    make_post(author=alice, title="Faro")
    make_post(author=alice, title="Noche")
    make_post(author=alice, title="Faro de noche")

    assert found("faro noche") == ["Faro de noche"]
    assert found("el faro de la noche") == ["Faro de noche"]
    assert found("de") == ["Faro de noche"]


def test_a_phrase_is_found_as_it_stands(alice):
    make_post(author=alice, title="Primero", body="El faro de *la* noche.")
    make_post(author=alice, title="Segundo", body="De noche, el faro.")
    make_post(author=alice, title="Faro", body="Noche cerrada.")

    assert found('"faro de la noche"') == ["Primero"]
    assert found('"el faro"') == ["Segundo", "Primero"]
    assert found('"faro noche"') == []


def test_a_long_phrase_is_found_by_its_first_words_typed_without_enes(alice):
    make_post(author=alice, title="Uno", body="En un año con una niña y un perro en un faro.")
    make_post(author=alice, title="Otro", body="En un año con un perro y una niña en un faro.")

    assert found('"en un ano con una nina y un perro en un faro"') == ["Uno"]


def test_words_joined_by_a_sign_are_a_phrase(alice):
    make_post(author=alice, title="Uno", body="En social-media.")
    make_post(author=alice, title="Otro", body="Media hora social.")

    assert found("social-media") == ["Uno"]


def test_what_is_unwanted_is_left_out(alice):
    make_post(author=alice, title="Faro con mar", body="El mar de noche.")
    make_post(author=alice, title="Faro", body="Noche de mar.").labels.add(make_label(name="Sal"))
    make_post(author=alice, title="Faro solo")

    assert found("faro -mar") == ["Faro solo"]
    assert found('faro -"mar de noche"') == ["Faro solo", "Faro"]
    assert found("faro -etiqueta:sal") == ["Faro solo", "Faro con mar"]
    assert found("-mar -autor:nadie") == ["Faro solo"]
    assert found("-autor:alicia") == []


def test_labels_are_asked_for_by_name(alice):
    wide, narrow = make_label(name="Mar y costa"), make_label(name="Mar")
    make_post(author=alice, title="Costa").labels.add(wide)
    make_post(author=alice, title="Mar").labels.add(narrow)
    make_post(author=alice, title="Ni una", body="Mar y costa.")

    assert found("etiqueta:mar") == ["Mar"]
    assert found('label:"mar y costa"') == ["Costa"]
    assert found("etiqueta:costas") == ["Costa"]
    assert found("etiqueta:costa mar") == ["Costa"]
    assert search("etiqueta:montaña").unknown == ("montaña",)


def test_authors_are_asked_for_by_name(alice, bob):
    make_post(author=alice, title="De Alicia")
    make_post(author=bob, title="De Roberto")

    assert found("autor:alicia") == ["De Alicia"]
    assert found('author:"roberto gil"') == ["De Roberto"]
    assert found("autor:nunez") == ["De Alicia"]


@pytest.mark.parametrize("live_at", [None, timezone.now() + timedelta(days=1)])
def test_a_label_or_a_person_without_a_live_post_is_as_unknown_as_any(alice, bob, live_at):
    make_post(author=alice, title="De Alicia")
    secret = make_post(author=bob, published_at=live_at)
    secret.labels.add(make_label(name="Secreta"))

    typed = "etiqueta:secreta -autor:roberto"

    assert search(typed).unknown == ("secreta", "roberto")
    secret.publish()
    assert search(typed).unknown == ()


def test_dates_bound_in_the_sites_zone(alice):
    for title, day in [("Víspera", 9), ("Día", 10), ("Siguiente", 11)]:
        at = datetime(2012, 1, day, 23, 30, tzinfo=UTC)  # half past midnight in Madrid
        make_post(author=alice, title=title, published_at=at)

    assert found("desde:2012-01-11") == ["Siguiente", "Día"]
    assert found("hasta:11/1/2012") == ["Día", "Víspera"]
    assert found("desde:2012-01-11 hasta:2012-01-11") == ["Día"]
    assert found("víspera hasta:2011") == []


def test_operators_alone_list_by_date(alice):
    label = make_label(name="Mar")
    for title, year in [("Mar viejo", 2010), ("Nuevo", 2020), ("Medio", 2015)]:
        at = datetime(year, 1, 1, tzinfo=UTC)
        make_post(author=alice, title=title, published_at=at).labels.add(label)

    assert found("etiqueta:mar") == ["Nuevo", "Medio", "Mar viejo"]
    assert found("desde:2012") == ["Nuevo", "Medio"]


def test_only_what_is_live_is_found_and_what_comes_due_without_a_job(alice):
    tomorrow = timezone.now() + timedelta(days=1)
    make_post(author=alice, title="Faro de hoy")
    make_post(author=alice, title="Faro en borrador", published_at=None)
    make_post(author=alice, title="Faro de mañana", published_at=tomorrow)

    assert found("faro") == ["Faro de hoy"]
    with time_machine.travel(tomorrow + timedelta(minutes=1)):
        assert sorted(found("faro")) == ["Faro de hoy", "Faro de mañana"]


def test_markup_is_no_text(alice):
    make_post(
        author=alice,
        title="Uno",
        body="[Enlace](https://example.org/secreto) *cur*sivo[^1]\n\n[^1]: Pie.",
    )

    assert found("secreto") == []
    assert found("cursivo") == found("pie") == ["Uno"]


def test_a_very_long_text_is_stored_and_found(alice):
    words = " ".join(f"palabra{n}" for n in range(40_000))
    make_post(author=alice, title="Larga", body=f"Principio. {'la ' * 400} {words} final.")

    assert found("principio palabra7") == found('"palabra9 palabra10"') == ["Larga"]
    assert found("palabra20000") == ["Larga"]


def test_words_of_other_scripts_are_found(alice):
    make_post(author=alice, title="Маяк ночью", body="灯塔 " + "漢字" * 3000)

    assert found("маяк") == found("灯塔") == ["Маяк ночью"]


def test_many_results_are_bounded_but_none_with_it_in_its_title_is_missed(alice, monkeypatch):
    monkeypatch.setattr(searching, "MAX_RESULTS", 3)
    days = (datetime(2020, 1, day, tzinfo=UTC) for day in range(1, 10))
    make_post(author=alice, title="El faro", published_at=next(days))
    for _ in range(5):
        make_post(author=alice, body="Un faro.", published_at=next(days))

    results = search("faro")

    assert (results.count, results.is_more) == (3, True)
    assert found("faro")[0] == "El faro"
    assert found("faro -costa")[0] == found("faro autor:alicia")[0] == "El faro"


def test_years_and_labels_narrow_a_search(alice):
    mar, pan = make_label(name="Mar y costa"), make_label(name="Pan")
    for year, labels in [(2012, [mar]), (2012, [mar, pan]), (2013, [])]:
        at = datetime(year, 6, 1, tzinfo=UTC)
        make_post(author=alice, title="Faro", published_at=at).labels.set(labels)

    results = search("faro")

    assert [(year.name, year.count) for year in results.years] == [("2013", 1), ("2012", 2)]
    assert [(label.name, label.count) for label in results.labels] == [
        ("Mar y costa", 2),
        ("Pan", 1),
    ]
    for facet in (*results.years, *results.labels):
        assert search(str(facet.query)).count == facet.count


def test_what_narrows_can_be_taken_off(alice):
    make_post(author=alice, title="Faro", published_at=datetime(2012, 6, 1, tzinfo=UTC))

    filters = search("faro autor:alicia desde:2012 hasta:2012").filters

    assert [(f.text, str(f.without)) for f in filters] == [
        ("autor:alicia", "faro desde:2012 hasta:2012"),
        ("desde:2012 hasta:2012", "faro autor:alicia"),
    ]


def test_where_nothing_is_found_less_is_suggested_that_finds_something(alice):
    make_post(author=alice, title="El faro", body="De noche.")

    def suggested(typed):
        return [str(query) for query in search(typed).suggestions]

    assert suggested("faro xyz") == ["faro"]
    assert suggested("faro hasta:1999") == ["faro"]
    assert suggested('"noche faro"') == ["noche faro"]
    assert suggested("faro -noche") == ["faro"]
    assert suggested('"noche faro" autor:nadie') == ["noche faro"]
    assert suggested("el xyz") == suggested('"la el"') == suggested("xyz") == []


def test_a_search_costs_few_queries_at_any_size(alice, django_assert_num_queries):
    for size in (1, 3):
        for _ in range(size):
            make_post(author=alice, title="Faro").labels.add(make_label())
        with django_assert_num_queries(7):
            results = search("faro")
            assert results.show(results.pks)
            assert results.labels is not None
