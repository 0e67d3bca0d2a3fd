"""The profile: a landing page that gathers a person's links, and their posts."""

import pytest

from tests.factories import make_post

pytestmark = pytest.mark.django_db


def test_a_profile_gathers_links_biography_and_posts(client, alice, bob):
    alice.biography = 'Escribo desde "Vigo".'
    alice.save()
    alice.links.create(label="Fotos", url="https://example.org/fotos", position=2)
    alice.links.create(label="Código", url="https://example.org/codigo", position=1)
    hers = make_post(author=alice, title="La suya")
    make_post(author=bob, title="La de otro")

    response = client.get("/author/alicia-nunez/")
    main = response.text.partition("<main")[2].partition("</main>")[0]

    assert "Escribo desde «Vigo»." in main
    assert main.index("Código") < main.index("Fotos")
    assert main.count('rel="me') == 2
    assert hers.title in main
    assert "La de otro" not in main


def test_a_profile_without_posts_has_its_page(client, alice):
    assert client.get(alice.get_absolute_url()).status_code == 200


def test_a_profile_pages_its_posts_and_refuses_nonsense(client, alice):
    assert client.get(f"{alice.get_absolute_url()}?before=nonsense").status_code == 400


@pytest.mark.parametrize("number", [1, 3])
def test_a_profile_costs_the_same_whatever_it_lists(
    client, alice, django_assert_num_queries, number
):
    for n in range(number):
        make_post(author=alice)
        alice.links.create(label=f"Enlace {n}", url="https://example.org/")

    with django_assert_num_queries(10):
        client.get(alice.get_absolute_url())
