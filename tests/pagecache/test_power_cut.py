"""Pages of before the machine was started: a power cut may have left empty ones."""

import re
import shutil
import subprocess

import pytest

from pagecache import release
from tests.pagecache.page_processes import NAME, Process
from tests.processes import FARO, HIT, MISS, ROOT, how, said, wait_until

OLD = "000000000000"
TMPFILES = shutil.which("systemd-tmpfiles")


@pytest.fixture
def boot(monkeypatch, tmp_path):
    """Name this run of the machine."""

    def name(text):
        (tmp_path / "boot_id").write_text(text)
        monkeypatch.setattr(release, "BOOT_ID", tmp_path / "boot_id")

    return name


def test_a_release_is_another_one_after_each_boot(boot):
    boot("one")
    digests = [release.digest(), release.digest()]
    boot("another")

    assert digests[0] == digests[1] != release.digest()


def test_where_a_boot_has_no_name_each_start_has_pages_of_its_own(monkeypatch, tmp_path):
    monkeypatch.setattr(release, "BOOT_ID", tmp_path / "none")

    assert release.digest() != release.digest()


def test_nginx_is_shown_no_page_of_before_though_the_database_be_away(tmp_path):
    before = Process(tmp_path)
    before.watch.move(1)
    before.read()
    assert before.shown == "r/1"

    after = Process(tmp_path, release="after")
    after.cache.leave_other_releases()

    assert after.shown == ""
    after.watch.move(1)
    after.read()
    assert (after.made, after.shown, after.kept) == (1, "after/1", [NAME])


def test_a_restart_goes_on_showing_its_pages(tmp_path):
    Process(tmp_path).watch.move(1)

    again = Process(tmp_path)
    again.cache.leave_other_releases()

    assert again.shown == "r/1"


def test_an_empty_page_of_before_a_power_cut_is_never_served(blog, serve, prepared):
    whole = blog.ask(FARO, Host="127.0.0.1")
    wait_until(lambda: how(blog, FARO) == HIT)
    blog.stop()
    cut_power(prepared / "pages")

    again = serve()
    page = again.ask(FARO, Host="127.0.0.1")

    assert (page.status, said(page), title(page)) == (200, MISS, title(whole))
    wait_until(lambda: OLD not in (prepared / "pages" / "current").readlink().parts)


def cut_power(pages):
    """Leave what a power cut may: names without content, of an earlier boot."""
    current = pages / "current"
    release, frame = current.readlink().parts
    old = (pages / release).rename(pages / OLD)
    current.unlink()
    current.symlink_to(f"{OLD}/{frame}")
    files = [file for file in old.rglob("*.gz") if file.is_file()]
    for file in files:
        file.write_bytes(b"")
    assert files


def title(page):
    return re.search(r"<title>.*?</title>", page.body.decode())[0]


@pytest.mark.skipif(not TMPFILES, reason="systemd-tmpfiles is not installed")
def test_when_the_machine_starts_the_pages_of_before_are_out_of_the_reach_of_nginx(tmp_path):
    pages = tmp_path / "var/lib/bitacora/pages"
    (pages / "r" / "1").mkdir(parents=True)
    (pages / "current").symlink_to("r/1")
    command = [TMPFILES, f"--root={tmp_path}", "--remove", ROOT / "deploy" / "bitacora.tmpfiles"]

    subprocess.run(command, check=True)
    assert (pages / "current").is_symlink()

    subprocess.run([*command, "--boot"], check=True)
    assert [path.name for path in pages.iterdir()] == ["r"]
