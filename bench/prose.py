"""Texts whose words are as frequent as those of Spanish prose, for databases to measure."""

import random
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate, product

from blog import markup
from blog.markup.plain_text import plain
from blog.markup.reading_time import count_words
from blog.search.words import clean, stems_of

COMMON = """
de la que el en y a los se del las un por con no una su para es al lo como más pero sus le ya o
porque cuando muy sin sobre también hasta hay donde quien desde todo nos durante todos uno ni
contra otros ese eso ante ellos esto antes algunos unos otro otras otra tanto esa estos mucho
nada muchos casa mar tiempo vida día noche año mano puerta calle libro ciudad agua tierra
palabra camino pueblo luz voz sombra viento lluvia árbol piedra río puente tren ventana mesa
carta barco faro puerto playa isla montaña valle jardín cocina pan vino aceite sal queso tomate
naranja limón higo almendra miel madre padre abuela hermano vecina amiga niño maestra panadero
marinero pintor lector escritora mirar andar leer escribir cantar volver llegar salir vivir
morir soñar esperar contar callar abrir cerrar subir bajar beber comer cocinar viajar recordar
olvidar perder encontrar buscar pensar azul blanco negro verde rojo viejo nuevo largo breve
claro oscuro lento dulce amargo frío cálido ayer hoy mañana siempre nunca todavía quizá apenas
despacio pronto lejos cerca arriba abajo dentro memoria silencio invierno verano otoño primavera
domingo lunes enero abril agosto octubre mediodía historia cuento novela poema canción guitarra
radio cine teatro cuaderno lápiz tinta papel mapa
""".split()  # noqa: SIM905 - a list of so many would take a screen

BEGINNINGS = "al ar ba ca co cu de es fa ga gue ha in ja la lu ma me mo na o pa que ra re sa so ta"
MIDDLES = "ba ce cha da di fu gra lla li ma mi na ni ño pe que ra ri ro se ta ti tu va za"
ENDINGS = "ba cia ción dad dera do dor era ico illa ita ja lla mente mo nte ño ra sa tud tura ve za"
RARE = ["".join(parts) for parts in product(*(s.split() for s in (BEGINNINGS, MIDDLES, ENDINGS)))]
RARE_WORDS = 8_000
PARAGRAPHS = 3_000
REMARKS = 2_000
LONG = 4
"""Paragraphs from which on a text has a jump break."""


@dataclass(frozen=True)
class Paragraph:
    """A piece of Markdown with all that the blog makes of it, worked out once."""

    body: str

    @cached_property
    def html(self) -> str:
        return markup.render(self.body, pictures={})

    @cached_property
    def words(self) -> int:
        return count_words(self.html)

    @cached_property
    def text(self) -> str:
        return clean(plain(self.html))

    @cached_property
    def stems(self) -> list[str]:
        return stems_of(self.text)


class Prose:
    """A writer whose words come by Zipf's law: the commonest half as often again as the next."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.vocabulary = [*COMMON, *dice.sample(RARE, RARE_WORDS)]
        self.weights = zipf(len(self.vocabulary))
        self.paragraphs = [Paragraph(self._paragraph()) for _ in range(PARAGRAPHS)]
        texts = [" ".join(self.sentences(1, 3)) for _ in range(REMARKS)]
        self.remarks = [(text, markup.render_comment(text)) for text in texts]

    def words(self, number: int) -> list[str]:
        return self.dice.choices(self.vocabulary, cum_weights=self.weights, k=number)

    def sentence(self) -> str:
        return " ".join(self.words(self.dice.randint(6, 18))).capitalize() + "."

    def sentences(self, least: int, most: int) -> list[str]:
        return [self.sentence() for _ in range(self.dice.randint(least, most))]

    def title(self) -> str:
        return " ".join(self.words(self.dice.randint(2, 7))).capitalize()

    def text(self) -> list[Paragraph]:
        return self.dice.sample(self.paragraphs, self.dice.randint(1, 6))

    def _paragraph(self) -> str:
        sentences = self.sentences(2, 6)
        if self.dice.random() < 0.1:  # noqa: PLR2004 - one in ten is a list
            return "\n".join(f"- {sentence}" for sentence in sentences)
        stressed = sentences[0].split(maxsplit=2)
        return " ".join([f"*{stressed[0]} {stressed[1]}*", *stressed[2:], *sentences[1:]])


@cache
def zipf(number: int) -> list[float]:
    """Return the cumulated weights of so many things, each as frequent as its place is high."""
    return list(accumulate(1 / (place + 1) for place in range(number)))
