"""Whatever is searched for is answered, and soon."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from blog.search import search, sqlite
from blog.search.names import Names
from blog.search.query import Query
from blog.search.sqlite import MAX_WORDS
from tests.factories import make_label, make_post

pytestmark = pytest.mark.django_db

HOSTILE = [
    "faro\0",
    "\ud800faro",
    '"faro',
    'fa"ro"',
    "faro* OR NEAR(faro, mar) AND title:faro",
    "{title} : faro ^faro faro + mar",
    "' OR 1=1 --",
    "faro & !mar | (x <-> y):*",
    "\\'\\\\",
    "-" * 5_000,
    "- " * 5_000,
    '"' * 5_001,
    "etiqueta:" * 1_000,
    "n" * 200,
    "nñ " * 70,
    "en un con una " * 50,
    '"' + "ano " * 48 + '"',
    '-"' + "en un " * 33 + '"',
    " ".join(f'"ano {n}"' for n in "abcdefghijklmnopqrst"),
    '"' + "nino nana " * 19 + '"',
    "(.*)+$ [a-z]{1000}",
    "مرحبا 🌊👩‍👩‍👧 \u202eorah",
    "%s %(x)s {0}",
    "desde:99999999999999999999 hasta:0000",
    "⑴ ½ ﷺ ŉ İ ß",
    "deſde:2012",
    "haſta:2020",
    "etİqueta:x",
    "etıqueta:x",
]


@pytest.mark.parametrize("typed", HOSTILE)
def test_no_query_is_an_error(client, alice, typed):
    make_post(author=alice, title="El faro", body="Hola.")

    results = search(typed)

    assert results.count in {0, 1}
    assert client.get("/search", {"q": typed.encode(errors="replace")}).status_code in {200, 400}


@pytest.mark.parametrize("typed", HOSTILE)
def test_no_query_looks_for_more_words_than_a_moment_allows(typed):
    query = Names().index_query(Query.parse(typed))

    strings = re.findall(r'"([^"]*)"', str(sqlite.matches(query))) if query else []

    assert sum(len(phrase.split()) for phrase in strings) <= MAX_WORDS


OPERATORS = ["etiqueta:", "etİqueta:", "etıqueta:", "desde:", "DESDE:", "deſde:", "haſta:"]
PARTS = st.sampled_from(
    [*'"-:*()|&!<>%ſİı\u212a', *OPERATORS, " ", "faro", "año", "2012", "AND", "la"]
)


@pytest.fixture
def light(alice):
    post = make_post(author=alice, title="El faro del año", body="La luz.")
    post.labels.add(make_label(name="Mar"))


@settings(
    max_examples=150, deadline=2_000, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.one_of(st.text(), st.lists(PARTS).map("".join)))
def test_whatever_is_typed_is_answered_soon(light, typed):
    results = search(typed)

    assert results.show(results.pks) or not results.pks
    assert results.labels is not None
