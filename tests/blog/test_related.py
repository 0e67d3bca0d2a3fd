"""Related posts: what is akin, and that it keeps up with what changes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from blog.models import Post, RelatedPost
from blog.pages.post_context import RELATED_SHOWN, post_context
from blog.related import MAX_RELATED, relate
from blog.related.similarity import similar_posts
from tests.factories import make_label, make_post

BREAD = "Amasar harina, agua y levadura; dejar que la masa repose y hornear el pan despacio."
BREAD_TOO = "El pan se hornea cuando la masa reposada con levadura ha doblado: harina y paciencia."
SEA = "La marea baja deja ver las rocas, y el faro avisa a los barcos de la niebla."

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(alice):
    return make_post(author=alice, title="La mía", body="Nada que ver.")


@pytest.fixture
def strangers(alice):
    """Make posts without labels, so that a label of some is not one of all."""
    return [make_post(author=alice) for _n in range(8)]


def tagged(author, *labels, **fields):
    made = make_post(author=author, **fields)
    made.labels.set(labels)
    return made


def related(post):
    """Return the posts that are announced under a post, in their order."""
    by_address = {each.get_absolute_url(): each for each in Post.objects.all()}
    return [by_address[announced.url] for announced in post_context(post).related]


# What is akin


def test_a_rare_label_makes_nearer_kin_than_a_common_one(alice, post, work):
    rare, common = make_label(name="Rara"), make_label(name="Común")
    often = [tagged(alice, common, title=f"Común {n}") for n in range(3)]
    seldom = tagged(alice, rare, title="Rara")
    tagged(alice, make_label(name="Otra"))
    post.labels.set([rare, common])

    work()

    assert related(post) == [seldom, *reversed(often)]


def test_among_equals_in_labels_the_text_decides(alice, work):
    food = make_label(name="Comida")
    make_post(author=alice)
    alike = tagged(alice, food, title="Pan de casa", body=BREAD)
    tagged(alice, food, title="Otra cosa", body=SEA)
    post = tagged(alice, food, title="El horno", body=BREAD_TOO)

    work()

    assert related(post)[0] == alike


def test_posts_without_labels_are_akin_by_their_words(alice, work):
    alike = make_post(author=alice, title="Pan de casa", body=BREAD)
    make_post(author=alice, title="Otra cosa", body=SEA)
    post = make_post(author=alice, title="El horno", body=BREAD_TOO)

    work()

    assert related(post) == [alike]


def test_a_post_with_nothing_akin_shows_no_section(client, alice, post, work):
    tagged(alice, make_label(name="Mar"), title="Lejana", body=SEA)

    work()

    assert "Entradas relacionadas" not in client.get(post.get_absolute_url()).text


def test_a_reader_is_offered_the_nearest(client, alice, post, strangers, work):
    label = make_label(name="Pan")
    post.labels.add(label)
    others = [tagged(alice, label, title=f"Pariente {n}") for n in range(RELATED_SHOWN + 2)]

    work()
    page = client.get(post.get_absolute_url()).text
    section = page.partition('class="related"')[2].partition("</section>")[0]

    assert "Entradas relacionadas" in section
    assert section.count("<li>") == RELATED_SHOWN
    assert {other.pk for other in others} == {row.other_id for row in post.related_rows.all()}


# Keeping up


def test_a_new_post_takes_its_place_among_its_kin(alice, post, work):
    label = make_label(name="Pan")
    post.labels.add(label)
    work()
    assert related(post) == []

    newcomer = tagged(alice, label)
    work()

    assert related(post) == [newcomer]
    assert related(newcomer) == [post]


def test_a_post_that_lost_its_label_is_akin_no_more(alice, post, work):
    label = make_label(name="Pan")
    other = tagged(alice, label)
    post.labels.add(label)
    work()

    other.labels.clear()
    work()

    assert related(post) == []
    assert not RelatedPost.objects.exists()


@pytest.mark.parametrize(
    "lose",
    [lambda label: label.delete(), lambda label: label.posts.clear()],
    ids=["gone", "cleared"],
)
def test_posts_are_akin_no_more_by_a_label_that_none_has(alice, post, work, lose):
    label = make_label(name="Pan")
    tagged(alice, label)
    post.labels.add(label)
    work()

    lose(label)
    work()

    assert not RelatedPost.objects.exists()


def test_no_list_is_longer_than_what_is_kept(alice, strangers, work):
    label = make_label(name="Pan")
    kin = [tagged(alice, label, title=f"Pariente {n}") for n in range(MAX_RELATED + 4)]

    work()

    assert {post.related_rows.count() for post in kin} == {MAX_RELATED}


def test_a_post_left_lonely_finds_other_kin(alice, work):
    bread, sea = make_label(name="Pan"), make_label(name="Mar")
    post = tagged(alice, bread, sea)
    nearest = [tagged(alice, bread, sea) for _n in range(MAX_RELATED)]
    farther = {tagged(alice, bread) for _n in range(RELATED_SHOWN)}
    work()
    assert not farther & set(related(post))

    for other in nearest:
        other.labels.clear()
    work()

    assert set(related(post)) == farther


def test_where_a_post_was_deleted_another_takes_its_place(alice, strangers, work):
    bread, sea = make_label(name="Pan"), make_label(name="Mar")
    post = tagged(alice, bread, sea)
    nearest = [tagged(alice, bread, sea) for _n in range(MAX_RELATED)]
    farther = tagged(alice, bread)
    work()
    assert farther not in related(post)

    for other in nearest[RELATED_SHOWN - 2 :]:
        other.delete()
    work()

    assert farther in related(post)


@pytest.mark.parametrize("hours", [None, 1], ids=["draft", "scheduled"])
def test_what_is_not_public_is_never_related(client, alice, post, work, hours):
    label = make_label(name="Pan")
    post.labels.add(label)
    when = hours and timezone.now() + timedelta(hours=hours)
    tagged(alice, label, title="Secreta", published_at=when)

    work()

    assert "Secreta" not in client.get(post.get_absolute_url()).text


def test_a_scheduled_post_is_related_once_its_time_has_come(alice, post, work, time_machine):
    label = make_label(name="Pan")
    post.labels.add(label)
    scheduled = tagged(alice, label, published_at=timezone.now() + timedelta(hours=1))
    work()
    assert related(post) == []

    time_machine.move_to(timezone.now() + timedelta(hours=2))

    assert related(post) == [scheduled]


def test_a_post_made_a_draft_again_leaves_the_lists(alice, post, work):
    label = make_label(name="Pan")
    post.labels.add(label)
    other = tagged(alice, label)
    work()

    other.unpublish()
    work()

    assert not RelatedPost.objects.exists()


def test_a_post_deleted_meanwhile_troubles_nobody(post):
    number = post.pk
    post.delete()

    relate.call(number)

    assert not RelatedPost.objects.exists()


# What it costs


def test_kinship_costs_the_same_whatever_the_blogs_size(alice, post, django_assert_num_queries):
    label = make_label(name="Pan")
    post.labels.add(label)
    for n in range(3):
        tagged(alice, label, title=f"Pariente {n}")
        with django_assert_num_queries(9):
            similar_posts(post)


def test_what_is_related_is_read_in_one_query(alice, post, work, django_assert_num_queries):
    label = make_label(name="Pan")
    post.labels.add(label)
    for _n in range(3):
        tagged(alice, label)
    work()

    with django_assert_num_queries(1):
        found = post_context(post).related

    assert len(found) == 3
    assert {announced.reading_time for announced in found} == {""}
