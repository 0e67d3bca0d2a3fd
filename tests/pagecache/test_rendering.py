"""What is not kept is answered all the same, and made once where one making will do."""

import pytest

from tests.pagecache.page_processes import Process


@pytest.mark.parametrize(
    "status,query,made",
    [
        ("500 Internal Server Error", "", 1),
        ("503 Service Unavailable", "utm_source=x", 1),
        ("301 Moved Permanently", "", 1),
        ("301 Moved Permanently", "utm_source=x", 2),
        ("206 Partial Content", "", 2),
    ],
)
def test_what_is_not_kept_is_made_again_only_where_it_may_differ(tmp_path, status, query, made):
    process = Process(tmp_path)
    process.watch.move(1000)
    process.status = status

    assert process.ask(query) == status
    assert process.made == made
    assert process.kept == []
