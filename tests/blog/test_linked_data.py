"""What each page says in the words of schema.org, as a real parser reads it."""

from datetime import UTC, datetime

import pytest
from extruct.jsonld import JsonLdExtractor

from blog.models import Post, SiteSettings
from comments.pending_link import address_of
from tests.factories import make_comment, make_label, make_post

HOSTILE = "</script><script>alert(1)</script> <!-- & ]]> \u2028 \\u003c"
HERE = "https://blog.example.org"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = HERE
    return SiteSettings.objects.create(
        title="Cuaderno de bajamar", description="Notas de la orilla"
    )


@pytest.fixture
def post(alice):
    post = make_post(
        author=alice,
        title="El faro",
        body="Un faro viejo y solo.",
        excerpt="De noche",
        published_at=datetime(2012, 1, 10, 9, 30, tzinfo=UTC),
    )
    post.labels.add(make_label(name="Mar y costa"), make_label(name="Faros"))
    Post.objects.update(updated_at=datetime(2013, 2, 3, 12, tzinfo=UTC))
    return post


def things(client, address):
    """Return what a page is about, by type."""
    blocks = JsonLdExtractor().extract(client.get(address).text)
    assert [block["@context"] for block in blocks] == ["https://schema.org"]
    return {thing["@type"]: thing for thing in blocks[0]["@graph"]}


def way(client, address):
    crumbs = things(client, address)["BreadcrumbList"]["itemListElement"]
    assert [crumb["position"] for crumb in crumbs] == list(range(1, len(crumbs) + 1))
    assert crumbs[-1]["item"] == HERE + address
    return [(crumb["name"], crumb["item"].removeprefix(HERE)) for crumb in crumbs]


def test_a_post_says_who_wrote_what_and_when(client, post, alice):
    posting = things(client, post.get_absolute_url())["BlogPosting"]

    address = f"{HERE}/2012/01/el-faro.html"
    assert posting == {
        "@type": "BlogPosting",
        "@id": f"{address}#post",
        "url": address,
        "mainEntityOfPage": address,
        "headline": "El faro",
        "description": "De noche",
        "datePublished": "2012-01-10T10:30:00+01:00",
        "dateModified": "2013-02-03T13:00:00+01:00",
        "author": {
            "@type": "Person",
            "@id": f"{HERE}/author/alicia-nunez/#person",
            "name": "Alicia Núñez",
            "url": f"{HERE}/author/alicia-nunez/",
        },
        "isPartOf": {"@type": "Blog", "@id": f"{HERE}/#blog", "name": "Cuaderno de bajamar"},
        "keywords": ["Faros", "Mar y costa"],
        "wordCount": 5,
        "inLanguage": "es",
        "commentCount": 0,
    }


def test_a_post_tells_its_published_comments_alone(client, post, alice):
    first = make_comment(
        post=post, name="Lucía", text="Hola *a todos* & a ti", url="https://spam.example/"
    )
    reply = make_comment(post=post, author=alice, parent=first, text="Hola.")
    removed = make_comment(post=post, state="removed", text="Secreto")
    make_comment(post=post, parent=removed, text="¿Qué decía?")
    make_comment(post=post, state="waiting", text="Secreto")
    make_comment(post=post, state="spam", text="Secreto")

    posting = things(client, post.get_absolute_url())["BlogPosting"]
    told = posting["comment"]

    address = f"{HERE}/2012/01/el-faro.html"
    assert posting["commentCount"] == 3
    assert [comment["text"] for comment in told] == ["Hola a todos & a ti", "Hola.", "¿Qué decía?"]
    assert told[0]["url"] == f"{address}#c{first.pk}"
    assert told[0]["author"] == {"@type": "Person", "name": "Lucía"}
    assert told[1]["author"]["url"] == f"{HERE}/author/alicia-nunez/"
    assert told[1]["@id"] == f"{address}#c{reply.pk}"
    assert told[1]["parentItem"] == {"@id": f"{address}#c{first.pk}"}
    assert "parentItem" not in told[2]


def test_a_long_thread_is_told_in_part(client, post):
    for _ in range(25):
        make_comment(post=post, text="Larga " * 800)

    posting = things(client, post.get_absolute_url())["BlogPosting"]

    assert posting["commentCount"] == 25
    assert len(posting["comment"]) == 20
    assert {len(comment["text"]) for comment in posting["comment"]} == {1000}


def test_who_holds_a_comment_that_waits_reads_it_on_the_page_alone(client, post):
    waiting = make_comment(post=post, state="waiting", text="Secreto")
    pending_address = address_of(waiting)

    assert "Secreto" in client.get(pending_address).text
    assert "comment" not in things(client, pending_address)["BlogPosting"]


def test_a_copy_says_what_it_is_based_on(client, alice):
    post = make_post(author=alice, canonical_url="https://example.net/original")

    posting = things(client, post.get_absolute_url())["BlogPosting"]

    assert posting["isBasedOn"] == "https://example.net/original"


def test_the_home_page_tells_of_the_site_and_of_the_blog(client, post):
    told = things(client, "/")

    assert told["WebSite"] == {
        "@type": "WebSite",
        "@id": f"{HERE}/#website",
        "url": f"{HERE}/",
        "name": "Cuaderno de bajamar",
        "description": "Notas de la orilla",
        "inLanguage": "es",
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{HERE}/search?q={{search_term_string}}",
            },
            "query-input": "required name=search_term_string",
        },
    }
    assert told["Blog"]["name"] == "Cuaderno de bajamar"
    assert [posting["headline"] for posting in told["Blog"]["blogPost"]] == ["El faro"]


def test_a_profile_tells_of_a_person_and_of_their_other_places(client, alice):
    alice.biography = "Escribe desde **Vigo**."
    alice.save()
    alice.links.create(label="Fotos", url="https://example.org/fotos")
    alice.links.create(label="Código", url="https://example.org/codigo")

    page = things(client, alice.get_absolute_url())["ProfilePage"]

    assert page["url"] == f"{HERE}/author/alicia-nunez/"
    assert page["mainEntity"] == {
        "@type": "Person",
        "@id": f"{HERE}/author/alicia-nunez/#person",
        "name": "Alicia Núñez",
        "url": f"{HERE}/author/alicia-nunez/",
        "description": "Escribe desde Vigo.",
        "sameAs": ["https://example.org/fotos", "https://example.org/codigo"],
    }


HOME = ("Página principal", "/")
YEAR = ("2012", "/2012/")
MONTH = ("enero", "/2012/01/")


@pytest.mark.parametrize(
    "address,crumbs",
    [
        ("/2012/01/el-faro.html", [HOME, YEAR, MONTH, ("El faro", "/2012/01/el-faro.html")]),
        ("/2012/", [HOME, YEAR]),
        ("/2012/01/", [HOME, YEAR, MONTH]),
        ("/2012/01/10/", [HOME, YEAR, MONTH, ("10", "/2012/01/10/")]),
        ("/archive/", [HOME, ("Archivo del blog", "/archive/")]),
        ("/labels/", [HOME, ("Etiquetas", "/labels/")]),
        ("/label/faros/", [HOME, ("Etiquetas", "/labels/"), ("Faros", "/label/faros/")]),
        ("/author/alicia-nunez/", [HOME, ("Alicia Núñez", "/author/alicia-nunez/")]),
    ],
)
def test_a_page_tells_the_way_to_it(client, post, address, crumbs):
    assert way(client, address) == crumbs


def test_hostile_words_stay_inside_their_block(client, alice):
    alice.name = HOSTILE
    alice.save()
    post = make_post(author=alice, title=HOSTILE, excerpt=HOSTILE)
    make_comment(post=post, name="</script>", text=HOSTILE)

    text = client.get(post.get_absolute_url()).text
    posting = things(client, post.get_absolute_url())["BlogPosting"]
    block = text.partition('<script type="application/ld+json">')[2].partition("</script>")[0]

    assert posting["headline"] == posting["author"]["name"] == HOSTILE
    assert posting["comment"][0]["author"]["name"] == "</script>"
    assert "<script>alert(1)" not in text
    assert not set("<>&\u2028\u2029") & set(block)


def test_a_preview_says_nothing(client, carol):
    draft = make_post(published_at=None)
    client.force_login(carol)

    assert "ld+json" not in client.get(draft.get_absolute_url()).text
