"""`manage.py setup`, as an operator runs it."""

import re
import stat

import pytest

LINK = re.compile(r"http://127\.0\.0\.1:8123/welcome/\S+/")
ANA = {
    "DJANGO_SUPERUSER_USERNAME": "ana",
    "DJANGO_SUPERUSER_EMAIL": "ana@example.org",
    "DJANGO_SUPERUSER_PASSWORD": "cuatro gatos al sol",
}


def test_a_first_start_prepares_all_and_gives_a_welcome_link(run, tmp_path):
    code, said, complained = run("manage.py", "setup", PORT="8123")

    data = tmp_path / "data"
    assert (code, complained) == (0, "")
    assert len(LINK.findall(said)) == 1
    assert (data / "static" / "staticfiles.json").exists()
    kept = [data / "secret_key", *data.glob("bitacora.sqlite3")]
    assert {stat.S_IMODE(file.stat().st_mode) for file in kept} == {0o600}


def test_a_second_start_does_nothing_but_give_the_link(run, prepared, prepared_once):
    first = prepared_once.said
    stamp = (prepared / "static" / "staticfiles.json").stat().st_mtime_ns

    code, second, _ = run("manage.py", "setup", PORT="8123")

    assert code == 0
    assert len(LINK.findall(second)) == 1
    assert second.splitlines()[0] not in first.splitlines()[:2]
    assert (prepared / "static" / "staticfiles.json").stat().st_mtime_ns == stamp


def test_two_that_start_at_once_come_one_after_the_other(start):
    processes = [start("manage.py", "setup", LANGUAGE_CODE="en") for _ in range(2)]

    said = [process.communicate(timeout=120) for process in processes]

    assert [process.returncode for process in processes] == [0, 0], said
    assert sum("Preparing the database" in out for out, _ in said) == 1


def test_a_deployment_never_loads_the_sample(run, prepared):
    run("manage.py", "setup")

    count = "from blog.models import Post; print(Post.objects.count())"
    assert run("manage.py", "shell", "--no-imports", "-c", count)[1] == "0\n"


def test_the_owner_of_the_environment_is_made_once(run, prepared):
    assert "ana" in run("manage.py", "setup", **ANA)[1]
    assert run("manage.py", "setup", **ANA) == (0, "", "")
    assert run("manage.py", "setup") == (0, "", "")


@pytest.mark.parametrize(
    "wrong,named",
    [
        ({"DJANGO_SUPERUSER_PASSWORD": ""}, "DJANGO_SUPERUSER_PASSWORD"),
        ({"DJANGO_SUPERUSER_PASSWORD": "12345"}, "DJANGO_SUPERUSER_PASSWORD: "),
        ({"DJANGO_SUPERUSER_EMAIL": "nowhere"}, "DJANGO_SUPERUSER_EMAIL: "),
        ({"DJANGO_SUPERUSER_USERNAME": "a n a"}, "DJANGO_SUPERUSER_USERNAME: "),
    ],
)
def test_an_owner_that_cannot_be_made_stops_the_start_and_says_why(run, prepared, wrong, named):
    code, said, complained = run("manage.py", "setup", **{**ANA, **wrong})

    assert (code, said) == (1, "")
    assert named in complained
    assert "Traceback" not in complained
