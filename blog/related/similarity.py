"""How similar posts are: by the labels they share, the rarer the nearer, then by their words.

The posts looked at are bounded, however many there are: those that share most, those with a word of
the title in theirs, those published before and after, and those that name the post already.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from math import log, sqrt

from django.db.models import Case, Count, F, FloatField, QuerySet, Sum, Value, When
from django.db.models.functions import Substr

from blog.models import Post, SearchEntry
from blog.search.engine import engine
from blog.search.index_query import Clause, IndexQuery
from blog.search.words import STOP_WORDS, stem, stems_of

MIN_SCORE = 0.15
"""Below it they count as unrelated: a label that all have, a few words that many use."""

MAX_BY_LABEL = 120
MAX_BY_DATE = 40
MAX_BY_TITLE = 60
MAX_LISTING_IT = 60

BEGINNING = 1_500
"""Characters of a text that are compared, beside its title."""

MIN_WORD_LENGTH = 3
COMMON = frozenset(map(stem, STOP_WORDS))

TITLE_WEIGHT = 3
MIN_SHARED_WORDS = 3
"""Shared by two texts, lest a word in passing relate them."""

Vector = Mapping[str, float]


def similar_posts(post: Post) -> dict[int, float]:
    """Return how similar others are to a post that is dated, by their numbers."""
    by_label = _by_label(post)
    others = {*by_label, *_by_date(post), *_by_title(post), *_listing_it(post)} - {post.pk}
    by_text = _by_text(post, others)
    scores = {pk: by_label.get(pk, 0) + by_text.get(pk, 0) for pk in by_label.keys() | by_text}
    return {pk: score for pk, score in scores.items() if score >= MIN_SCORE}


def _by_label(post: Post) -> dict[int, float]:
    """Weigh the posts that share labels, those that share most and rarest alone."""
    weights = _rarity(post)
    if not weights:
        return {}
    cases = [When(label=label, then=Value(weight)) for label, weight in weights.items()]
    tagged = Post.labels.through.objects.filter(label__in=weights).exclude(post=post.pk)
    weight = Sum(Case(*cases, output_field=FloatField()))
    dated = tagged.exclude(post__published_at=None)
    weighed = dated.values_list("post").annotate(weight=weight)
    return dict(weighed.order_by(F("weight").desc(), "-post_id")[:MAX_BY_LABEL])


def _rarity(post: Post) -> dict[int, float]:
    """Return each label's logarithm of how many posts there are to one that has it."""
    dated = Post.objects.exclude(published_at=None)
    total = dated.count()
    counts = dated.filter(labels__posts=post).values_list("labels").annotate(Count("pk"))
    return {label: log((total + 1) / count) for label, count in counts.order_by()}


def _by_date(post: Post) -> Iterator[int]:
    older = Post.objects.filter(published_at__lte=post.published_at).order_by("-published_at")
    newer = Post.objects.filter(published_at__gt=post.published_at).order_by("published_at")
    for posts in (older, newer):
        yield from posts.values_list("pk", flat=True)[:MAX_BY_DATE]


def _by_title(post: Post) -> Iterable[int]:
    """Return the newest posts that have a word of this one's title in theirs."""
    words = tuple(set(_telling(post.title)))
    if not words:
        return ()
    query = IndexQuery((Clause((words,), ()),), ())
    has_one = engine().matches(query, in_head=True)
    matching = Post.objects.filter(has_one, search_entry__isnull=False, published_at__isnull=False)
    newest = matching.order_by(*engine().newest_first(query))
    return newest.values_list("pk", flat=True)[:MAX_BY_TITLE]


def _listing_it(post: Post) -> QuerySet[Post, int]:
    listing = Post.objects.filter(related_rows__other=post).exclude(published_at=None)
    return listing.values_list("pk", flat=True)[:MAX_LISTING_IT]


def _by_text(post: Post, others: Iterable[int]) -> dict[int, float]:
    """Return the cosine of the angle between the words of a post and those of each other."""
    counts = _word_counts({post.pk, *others})
    in_how_many = Counter(word for words in counts.values() for word in words)
    vectors = {pk: _vector(words, in_how_many, total=len(counts)) for pk, words in counts.items()}
    own = vectors.pop(post.pk, {})
    return {pk: _cosine(own, vector) for pk, vector in vectors.items()}


def _word_counts(posts: Collection[int]) -> dict[int, Counter[str]]:
    titles = Post.objects.filter(pk__in=posts).values_list("pk", "title")
    texts = SearchEntry.objects.texts(posts).annotate(beginning=Substr("text", 1, BEGINNING))
    beginnings = dict(texts.values_list("pk", "beginning"))
    return {
        pk: Counter(_telling(title) * TITLE_WEIGHT + _telling(beginnings.get(pk, "")))
        for pk, title in titles
    }


def _telling(text: str) -> list[str]:
    """Return the stems of a text, save those of words that every text has."""
    return [word for word in stems_of(text) if len(word) >= MIN_WORD_LENGTH and word not in COMMON]


def _vector(words: Counter[str], in_how_many: Counter[str], *, total: int) -> Vector:
    """Weigh words by how often they stand here and how seldom elsewhere, to the length of one."""
    weights = {
        word: (1 + log(times)) * log(1 + total / in_how_many[word]) for word, times in words.items()
    }
    length = sqrt(sum(weight * weight for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items()}


def _cosine(one: Vector, other: Vector) -> float:
    shared = one.keys() & other.keys()
    if len(shared) < MIN_SHARED_WORDS:
        return 0
    return sum(one[word] * other[word] for word in shared)
