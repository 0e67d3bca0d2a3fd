"""The W3C's own checker finds no error on any page."""

import json
import os
import subprocess

import pytest

from tests.e2e.pages import admin_pages, public_pages, small_blog

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        "VNU_JAR" not in os.environ,
        reason=os.environ.get("VNU_MISSING", "`make test` fetches the W3C's checker"),
    ),
]


def errors(folder):
    checker = ["java", "-jar", os.environ["VNU_JAR"], "--errors-only", "--format", "json"]
    files = sorted(map(str, folder.iterdir()))
    said = subprocess.run([*checker, *files], capture_output=True, text=True, check=False).stderr
    return [
        f"{message['url'].rpartition('/')[2]}: {message['message']} {message.get('extract', '')}"
        for message in json.loads(said)["messages"]
    ]


def keep(client, addresses, folder):
    for address in addresses:
        name = address.strip("/").replace("/", "-").replace("?", "-") or "home"
        (folder / f"{name.removesuffix('.html')}.html").write_text(client.get(address).text)


def test_every_page_is_valid(client, alice, dana, tmp_path):
    post = small_blog(alice)

    keep(client, [*public_pages(post), "/admin/login/"], tmp_path)
    client.force_login(dana)
    keep(client, admin_pages(post), tmp_path)

    assert errors(tmp_path) == []
