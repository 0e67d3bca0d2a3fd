"""What a reader loads beside the page itself."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from tests.factories import make_post


@pytest.mark.django_db
@pytest.mark.parametrize("kind,most", [("css", 15_000), ("js", 5_000)])
def test_a_page_loads_little(client, alice, kind, most):
    page = client.get(make_post(author=alice).get_absolute_url()).text

    files = re.findall(rf'"/static/({kind}/[\w-]+\.{kind})"', page)
    weights = [len(gzip.compress(Path(finders.find(name)).read_bytes())) for name in files]

    assert files
    assert sum(weights) < most
