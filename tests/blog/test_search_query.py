"""What is typed to search for, taken apart."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.search.query import Field, Query


def values(pieces):
    return [piece.value for piece in pieces]


def test_words_phrases_and_operators_are_told_apart():
    query = Query.parse('faro "de noche" -mar -"sin luz" etiqueta:viajes -autor:"Ana Ruiz"')

    assert values(query.terms) == ["faro", "de noche"]
    assert values(query.excluded) == ["mar", "sin luz"]
    assert [(p.field, p.value, p.is_excluded) for p in query.name_operators] == [
        (Field.LABEL, "viajes", False),
        (Field.AUTHOR, "Ana Ruiz", True),
    ]


def test_common_words_count_in_phrases_or_alone():
    assert values(Query.parse("el faro de noche").terms) == ["faro", "noche"]
    assert values(Query.parse('"el faro"').terms) == ["el faro"]
    assert values(Query.parse("de la").terms) == ["de", "la"]


@pytest.mark.parametrize("quotes", ['""', "“”", "«»", "„“"])
def test_all_quotes_are_quotes(quotes):
    assert values(Query.parse(f"{quotes[0]}el faro{quotes[1]}").terms) == ["el faro"]


@pytest.mark.parametrize(
    "typed,first,end",
    [
        ("2012", date(2012, 1, 1), date(2013, 1, 1)),
        ("2012-01", date(2012, 1, 1), date(2012, 2, 1)),
        ("2012-01-10", date(2012, 1, 10), date(2012, 1, 11)),
        ("10/1/2012", date(2012, 1, 10), date(2012, 1, 11)),
        ("1/2012", date(2012, 1, 1), date(2012, 2, 1)),
    ],
)
def test_a_date_is_a_year_a_month_or_a_day_whole(typed, first, end):
    query = Query.parse(f"desde:{typed} hasta:{typed}")

    assert (query.since, query.until) == (first, end)


@pytest.mark.parametrize("typed", ["desde:2012", "from:2012", "FROM:2012", "desde: 2012"])
def test_operators_have_two_names_and_may_be_parted_from_their_value(typed):
    assert Query.parse(typed).since == date(2012, 1, 1)


@pytest.mark.parametrize("typed", ["ayer", "2012-13", "31/2/2012", "9999", "0001", "٢٠١٢", "1e9"])
def test_what_is_no_date_is_told_and_left_out(typed):
    query = Query.parse(f"faro desde:{typed}")

    assert values(query.invalid_operators) == [typed]
    assert (query.since, query.until) == (None, None)


@pytest.mark.parametrize("typed", ["", " ", "-", '"', '""', "---", "🌊", "etiqueta", "\0"])
def test_what_asks_nothing_is_no_error(typed):
    assert Query.parse(typed).is_meaningful is (typed == "etiqueta")


def test_a_query_is_cut_where_it_is_beyond_all_need():
    words = " ".join(f"faro{n}" for n in range(25))

    assert Query.parse(words).is_cut
    assert Query.parse(f'"{words[:60]}"').is_cut
    assert len(Query.parse("a" * 10_000).terms[0].value) == 200
    assert not Query.parse(words[:60]).is_cut


def test_what_is_typed_twice_counts_once():
    query = Query.parse('faro Faros -faro faro el "el" etiqueta:mar etiqueta:mar')

    assert str(query) == 'faro -faro el "el" etiqueta:mar'
    assert values(query.terms) == ["faro", "el"]


def test_a_phrase_fewer_is_suggested_but_not_of_several_phrases():
    def wider(typed):
        return [str(query) for query in Query.parse(typed).wider]

    assert wider('"mar azul" faro') == ["mar azul faro", "faro", '"mar azul"']
    assert wider('"mar azul" "luz fija"') == ["mar azul luz fija"]


def test_no_query_of_common_words_alone_is_suggested():
    assert Query.parse('"el de la"').wider == []
    assert [str(query) for query in Query.parse("el faro hasta:1999").wider] == ["el faro"]


def test_a_narrower_query_is_typed_in_the_sites_language():
    query = Query.parse("faro desde:2010")

    assert str(query.in_year(2012)) == "faro desde:2012 hasta:2012"
    assert str(query.with_label('Mar "y" costa')) == 'faro desde:2010 etiqueta:"Mar y costa"'


@given(st.text(alphabet=st.characters() | st.sampled_from('"-:/«» ')))
def test_anything_typed_is_understood_in_the_same_way_again(typed):
    query = Query.parse(typed)

    assert Query.parse(str(query)).terms == query.terms
