"""The page of all labels, in the alphabet's order as Spanish has it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from blog.models import Label
from blog.pages.label_index import by_initial, initial_of, spanish_order
from blog.pages.sidebar import MAX_LABELS
from tests.factories import make_label, make_post

QUERIES = 5

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(alice):
    return make_post(author=alice)


def test_enye_stands_after_n_and_accents_do_not_count():
    names = ["Zumo", "ñu", "Nube", "ámbar", "Álamo", "nzema", "Ñandú", "ala", "«Ajo»", "2012"]

    assert sorted(names, key=spanish_order) == [
        *("2012", "«Ajo»", "ala", "Álamo", "ámbar", "Nube", "nzema", "Ñandú", "ñu", "Zumo")
    ]


def test_a_decomposed_enye_is_an_enye():
    assert spanish_order("n\u0303u") == spanish_order("ñu")


@pytest.mark.parametrize(
    "name,initial",
    [
        ("Ñandú", "Ñ"),
        ("ñu", "Ñ"),
        ("África", "A"),
        ("¿Qué?", "Q"),
        ("Œuvre", "Œ"),
        ("жук", "Ж"),
        ("2012", ""),
        ("★", ""),
    ],
)
def test_a_label_stands_under_its_initial(name, initial):
    assert initial_of(name) == initial


def test_letters_come_once_and_in_order():
    labels = [Label(name=name) for name in ("zeta", "Árbol", "1", "ñu", "alba", "٣", "nube")]

    groups = by_initial(labels)

    assert {letter: [label.name for label in group] for letter, group in groups.items()} == {
        "": ["1", "٣"],
        "A": ["alba", "Árbol"],
        "N": ["nube"],
        "Ñ": ["ñu"],
        "Z": ["zeta"],
    }


def test_a_reader_finds_all_labels_with_their_counts(client, alice, post):
    bread, sea = make_label(name="Pan"), make_label(name="Mar")
    post.labels.add(bread, sea)
    make_post(author=alice).labels.add(bread)

    response = client.get("/labels/")

    assert {
        letter: [(label.name, label.count) for label in group]
        for letter, group in response.context["groups"].items()
    } == {"M": [("Mar", 1)], "P": [("Pan", 2)]}
    assert "<h1" in response.text
    assert 'href="/label/pan/"' in response.text


def test_labels_of_nothing_public_are_not_told(client, alice, post):
    make_label(name="Sin usar")
    make_post(author=alice, published_at=None).labels.add(make_label(name="Secreta"))
    tomorrow = timezone.now() + timedelta(days=1)
    make_post(author=alice, published_at=tomorrow).labels.add(make_label(name="Futura"))

    response = client.get("/labels/")

    assert response.context["groups"] == {}
    assert "Ninguna entrada tiene etiqueta todavía." in response.text


def test_the_sidebar_shows_the_labels_used_most_and_leads_to_the_rest(client, alice, post):
    post.labels.add(*[make_label(name=f"Tema {number:02}") for number in range(MAX_LABELS)])
    much = make_label(name="Ámbar")
    post.labels.add(much)
    make_post(author=alice).labels.add(much)

    sidebar = client.get("/").text.partition("<aside")[2]

    assert sidebar.count('rel="tag"') == MAX_LABELS
    assert sidebar.index("Ámbar") < sidebar.index("Tema 00")
    assert 'href="/labels/"' in sidebar


@pytest.mark.parametrize("number", [1, 3])
def test_the_index_costs_the_same_whatever_it_lists(
    client, post, django_assert_num_queries, number
):
    post.labels.add(*[make_label(name=f"Etiqueta {n}") for n in range(number)])

    with django_assert_num_queries(QUERIES):
        client.get("/labels/")
