"""The welcome page: how a blog gets its owner."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from blog.models import SiteSettings
from first_run import ownership
from tests.factories import make_user

ANSWERS = {
    "title": "Cuaderno de Ana",
    "name": "Ana Núñez",
    "email": "ana@example.org",
    "password1": "cuatro gatos al sol",
    "password2": "cuatro gatos al sol",
}


@pytest.fixture
def link(db):
    return urlsplit(ownership.welcome_link()).path


def test_who_holds_the_link_becomes_the_owner_and_lands_at_the_writing_desk(client, link):
    response = client.post(link, ANSWERS)

    ana = User.objects.get()
    assert response.url == reverse("admin:index")
    assert client.get(response.url).status_code == 200
    assert (ana.role, ana.name, ana.email) == (User.Role.OWNER, "Ana Núñez", "ana@example.org")
    assert (ana.username, ana.slug) == ("ana-nunez", "ana-nunez")
    assert ana.check_password("cuatro gatos al sol")
    assert SiteSettings.load().title == "Cuaderno de Ana"


def test_the_name_of_another_person_can_be_taken_but_not_their_username(client, link):
    make_user("ana-nunez", name="Ana Núñez")

    client.post(link, ANSWERS)

    assert User.objects.owners().get().username == "ana-nunez-2"


def test_a_used_link_no_longer_works_and_says_so(client, link):
    client.post(link, ANSWERS)
    client.logout()

    response = client.post(link, {**ANSWERS, "name": "Mallory", "email": "m@example.org"})

    assert response.status_code == 410
    assert client.get(link).status_code == 410
    assert User.objects.count() == 1


def test_a_forged_link_opens_nothing(client, link):
    forged = link[:-3] + "xx/"

    assert client.get(forged).status_code == 404
    assert client.post(forged, ANSWERS).status_code == 404
    assert not User.objects.exists()


def test_a_link_works_for_seven_days(client, link, time_machine):
    time_machine.move_to(timezone.now() + timedelta(days=6, hours=23))
    assert client.get(link).status_code == 200

    time_machine.move_to(timezone.now() + timedelta(hours=2))
    assert client.get(link).status_code == 404


@pytest.mark.parametrize(
    "wrong,field",
    [
        ({"title": ""}, "title"),
        ({"name": " "}, "name"),
        ({"email": "ana@nowhere"}, "email"),
        ({"password2": "cuatro gatos a la sombra"}, "password2"),
        ({"password1": "123", "password2": "123"}, "password1"),
        ({"password1": "ana@example.org", "password2": "ana@example.org"}, "password1"),
    ],
)
def test_wrong_answers_come_back_with_a_reason(client, link, wrong, field):
    response = client.post(link, {**ANSWERS, **wrong})

    assert list(response.context["form"].errors) == [field]
    assert not User.objects.exists()


def test_an_email_of_somebody_else_is_refused(client, link):
    make_user("lucia")

    response = client.post(link, {**ANSWERS, "email": "LUCIA@example.org"})

    assert response.context["form"].errors
    assert not User.objects.owners().exists()


def test_the_token_in_the_address_is_kept_from_others(client, link):
    headers = client.get(link).headers

    assert headers["Referrer-Policy"] == "same-origin"
    assert "no-store" in headers["Cache-Control"]
    assert headers["X-Robots-Tag"] == "noindex"


def test_of_two_who_claim_at_once_one_becomes_the_owner(run, serve):
    said = run("manage.py", "setup")[1]
    path = urlsplit(re.search(r"http\S+/welcome/\S+", said)[0]).path
    served = serve()
    forms = [{**ANSWERS, "email": f"{n}@example.org"} for n in range(4)]

    with ThreadPoolExecutor(4) as readers:
        answers = list(readers.map(lambda form: claim(served, path, form), forms))

    assert sorted(answer.status for answer in answers) == [302, 410, 410, 410]


def claim(served, path, form):
    page = served.ask(path)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.body.decode())[1]
    cookie = SimpleCookie(page.headers["Set-Cookie"])["csrftoken"]
    return served.ask(
        path,
        method="POST",
        body=urlencode({**form, "csrfmiddlewaretoken": token}),
        **{
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"csrftoken={cookie.value}",
        },
    )
