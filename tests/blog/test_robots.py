"""What crawlers are asked to leave alone, read as a crawler would."""

from urllib.robotparser import RobotFileParser


def test_crawlers_find_the_sitemap_and_what_to_leave_alone(client, settings):
    settings.SITE_URL = "https://blog.example.org"

    response = client.get("/robots.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.text.splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /preview/",
        "Disallow: /comments/",
        "Disallow: /search?*q=",
        "Disallow: /*?reply=",
        "",
        "Sitemap: https://blog.example.org/sitemap.xml",
    ]


def test_a_crawler_may_read_everything_else(client):
    rules = RobotFileParser()
    rules.parse(client.get("/robots.txt").text.splitlines())

    may = {
        path: rules.can_fetch("Googlebot", path)
        for path in ("/", "/2012/01/a.html", "/search/label/Mar", "/feeds/posts/default", "/admin/")
    }

    assert may == {**dict.fromkeys(may, True), "/admin/": False}
