"""Words find each other by what their forms have in common, and remain apart by their ñ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.search.words import MAX_WORD_LENGTH, clean, spellings, stem, stems_of


@pytest.mark.parametrize(
    "forms",
    [
        "canción canciones cancion CANCIÓN",
        "educación educaciones educacion educar",
        "lugar lugares",
        "mujer mujeres",
        "día días dias",
        "río ríos",
        "luz luces",
        "pozo pozos",
        "pared paredes",
        "haba habas",
        "sábado sábados",
        "gato gatos",
        "marea mareas",
        "nube nubes",
        "vacío vacía vacíos",
        "feliz felices",
        "café cafés cafe",
        "joven jóvenes",
        "imagen imágenes imagenes",
        "inglés inglesa ingleses ingles",
        "comer comía comió comio comiendo",
        "necesario necesaria necesarios",
        "librería librerías libreria",
        "año años Año",
        "español española españoles",
        "blog blogs",
        "web webs",
        "país países pais",
        "autobús autobuses autobus",
        "revés reveses",
        "interés intereses",
        "compás compases",
        "gris grises",
        "dios dioses",
        "mes meses",
        "frase frases",
        "clase clases",
        "alemán alemana alemanes alemanas aleman",
        "catalán catalana catalanes",
        "guardián guardiana guardianes",
        "portugués portuguesa portugueses portuguesas",
        "burgués burguesa burgueses",
        "danés danesa daneses",
        "jersey jerséis jerseis jerseys",
        "espray espráis",
        "ley leyes",
        "uruguayo Uruguay",
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms):
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "pair",
    [
        *("año ano", "mano mañana", "libro librería", "mar mal", "caña cana", "sol sola2"),
        *("pared para", "paro para", "comer como", "pozo poco", "habas había", "haber habas"),
        *("sábado saber", "vaca vacía", "casa caso", "mar marea", "mesa mes", "queso que"),
        *("ventana venta", "campana campo", "estoy esto", "alemana alega", "guardar guardián"),
    ],
)
def test_different_words_stay_apart(pair):
    one, other = pair.split()

    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    "typed,meant",
    [("espana", "España"), ("nino", "niños"), ("compania", "compañía"), ("montana", "montañas")],
)
def test_a_word_typed_without_its_ene_is_open_to_it(typed, meant):
    assert stem(meant) in spellings(stem(typed))


def test_the_typed_spelling_comes_first():
    assert spellings("nin") == ["nin", "niñ", "ñin", "ñiñ"]
    assert spellings("niñ") == ["niñ", "nin"]
    assert spellings("mar") == ["mar"]


def test_a_decomposed_letter_is_the_same_letter():
    assert stems_of(clean("an\u0303o cancio\u0301n")) == stems_of("año canción")


def test_what_is_no_letter_or_digit_is_no_word():
    assert stems_of(clean("— ¡…! '' \\ 🌊 \0 \ud800 _")) == []


@given(st.text())
def test_a_stem_holds_letters_and_digits_alone(text):
    stems = stems_of(clean(text))

    assert all(word.isalnum() for word in stems)


@given(st.text(alphabet="nñaN", max_size=60))
def test_a_word_of_many_enes_is_open_to_few_spellings(word):
    assert len(spellings(stem(word[:MAX_WORD_LENGTH]))) <= 8
