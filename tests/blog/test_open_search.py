"""The description by which a browser searches the blog from its address bar."""

from xml.etree.ElementTree import fromstring

import pytest

from blog.models import SiteSettings

OPEN_SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = "https://blog.example.org"
    return SiteSettings.objects.create(title="Pan & <lana>, un cuaderno")


def test_a_browser_learns_how_to_search(client):
    response = client.get("/opensearch.xml")
    description = fromstring(response.content)

    assert response["Content-Type"] == "application/opensearchdescription+xml"
    assert description.tag == f"{OPEN_SEARCH}OpenSearchDescription"
    assert description.findtext(f"{OPEN_SEARCH}ShortName") == "Pan & <lana>, u…"
    assert "Pan & <lana>, un cuaderno" in description.findtext(f"{OPEN_SEARCH}Description")
    assert description.find(f"{OPEN_SEARCH}Url").attrib == {
        "type": "text/html",
        "template": "https://blog.example.org/search?q={searchTerms}",
    }


def test_it_is_well_formed_whatever_the_title_holds(client, site):
    site.title = "Pan\x0b y \x01lana"
    site.save()

    description = fromstring(client.get("/opensearch.xml").content)

    assert description.findtext(f"{OPEN_SEARCH}ShortName") == "Pan y lana"


def test_every_page_leads_to_it(client):
    assert 'href="/opensearch.xml"' in client.get("/").text
