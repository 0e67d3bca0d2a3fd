"""Stems, which the forms of a word have in common: the same for a text and for a query.

«Canción», «canciones» and «cancion» become one stem. Snowball's stemmer counts on accents being
typed and leaves some plurals be («lugares», «días»), so a word loses its accents and its plural
before, and what is left of either after. An ñ is kept, for «año» and «ano» are two words;
`spellings` tells how they find each other. A change here has all indexes made anew: see `rules`.
"""

import re
from functools import lru_cache
from itertools import product
from threading import Lock
from unicodedata import normalize

import snowballstemmer

WORD = re.compile(r"[^\W_]+")
MAX_WORD_LENGTH = 40
"""Letters of a word that count."""

MAX_ENES = 3
"""How many n's in a word are tried as ñ: all ways of three are eight."""

COMMON = """
    a al algo ante asi aun como con cual cuando de del desde donde e el ella ellas ellos en entre
    era es esa ese eso esta este esto fue ha haber habia habian habido hasta hay he hubo la las le
    les lo los mas me mi mis muy ni no nos o os para pero por porque pues que quien se si sin sobre
    son su sus te tu tus u un una unas uno unos y ya yo
"""
STOP_WORDS = frozenset(COMMON.split())
"""Too common to tell posts apart: searched for in phrases, and where there is nothing else."""

MIN_STEM_LENGTH = 4
CONJUGATED = re.compile(r"([aei]r|i[ao]n?|ieron|iendo|ando)$")
"""Endings of verbs, the only ones that may leave a shorter stem: «comió» is of «comer», but
«pared» is not of «para», «pozo» not of «poco» and «sábado» not of «saber»."""

NOT_CONJUGATED = {
    *("aleman", "capitan", "catalan", "charlatan", "guardian", "haragan", "holgazan", "musulman"),
    *("sacristan", "sultan"),
}
"""Words with a feminine in -ana, of which the stemmer takes the -án for a verb's ending."""

ES = re.compile(r"[aeiou].*[^aeiou]es$")
ESA = re.compile(r"(?<=...)esa$")
"""The ending of «danesa», whose stem is too short otherwise."""

_stemmer = snowballstemmer.stemmer("spanish")
_stemming = Lock()  # the stemmer keeps the word it is at in itself


def stems_of(text: str) -> list[str]:
    """Return the stems of a text's words, one after the other; of a clean text, that is."""
    return [word for match in WORD.finditer(text) if (word := stem(match[0]))]


def clean(text: str) -> str:
    """Compose accents and letters, and leave out what no text can hold."""
    return normalize("NFC", text.encode(errors="ignore").decode()).replace("\0", "")


@lru_cache(32_768)
def stem(word: str) -> str:
    """Return a word's stem, of letters and digits alone; empty if it holds none."""
    folded = fold(word[:MAX_WORD_LENGTH])
    if folded in STOP_WORDS:
        return folded
    singular = _singular(folded.replace("ñ", "n"))
    if singular in NOT_CONJUGATED:
        singular += "o"
    with _stemming:
        stemmed = _tidy(_stemmer.stemWord(singular))
    if len(stemmed) < MIN_STEM_LENGTH and not CONJUGATED.search(singular):
        stemmed = re.sub("z$", "c", ESA.sub("", singular.removesuffix("e")))
    return _with_enes(stemmed, folded)


def fold(text: str) -> str:
    """Return all letters small and plain, save ñ."""
    return "ñ".join(map(_plain, text.casefold().split("ñ")))


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, normalize("NFKD", text)))


def is_stop_word(word: str) -> bool:
    return fold(word) in STOP_WORDS


def spellings(stemmed: str) -> list[str]:
    """Return a stem as typed, then the others that a keyboard without ñ leaves it open to."""
    if "ñ" in stemmed:
        return [stemmed, stemmed.replace("ñ", "n")]
    head, *rest = stemmed.split("n")
    tried, left = rest[:MAX_ENES], "".join(f"n{part}" for part in rest[MAX_ENES:])
    ways = product("nñ", repeat=len(tried))
    return [
        head + "".join(n + part for n, part in zip(way, tried, strict=True)) + left for way in ways
    ]


def _singular(word: str) -> str:
    """Take off a plural's ending: «lugares», «luces», «días», «blogs», «reveses», «países».

    «Frases» is of «frase», so an s that is left is one of the singular, save after i, o and u.
    """
    singular = word
    while ES.search(singular):
        singular = singular[:-2]
    is_plural = bool(re.search(r"..[^s]s$", singular))
    ends_in_s = singular != word and singular[-2:-1] not in {"i", "o", "u"}
    return singular[:-1] if is_plural and not ends_in_s else singular


def _tidy(stemmed: str) -> str:
    """Even out «comió» and «comer», «inglés» and «inglesa», «luz» and «luces», «jerséis»."""
    stemmed = re.sub("(?<=..[ae])y$", "", stemmed)
    if stemmed.endswith("i") and len(stemmed) > 3:  # noqa: PLR2004 - «mi», «así» stay
        stemmed = stemmed[:-1]
    if stemmed.endswith("es") and len(stemmed) > 4:  # noqa: PLR2004 - «mes», «tres» stay
        stemmed = stemmed[:-2]
    return re.sub("z$", "c", re.sub("(?<=[gq])u$", "", stemmed))


def _with_enes(stemmed: str, folded: str) -> str:
    """Put back the ñ's of a word that was stemmed without them."""
    if "ñ" not in folded:
        return stemmed
    kept = zip(stemmed, folded, strict=False)
    return "".join("ñ" if (a, b) == ("n", "ñ") else a for a, b in kept) + stemmed[len(folded) :]
