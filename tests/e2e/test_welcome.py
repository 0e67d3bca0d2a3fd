"""The first thing an owner does."""

import re

import pytest
from playwright.sync_api import expect

from accounts.models import User
from blog.models import SiteSettings
from first_run.ownership import welcome_link


@pytest.fixture
def address(live_server, settings):
    settings.SITE_URL = live_server.url
    return welcome_link()


def test_an_owner_claims_the_blog_and_lands_at_the_writing_desk(page, address):
    page.goto(address)
    page.get_by_label("Título del blog").fill("El cuaderno de Ana")
    page.get_by_label("Nombre").fill("Ana Ruiz")
    page.get_by_label("Correo electrónico").fill("ana@example.org")
    page.locator("[name=password1]").fill("una barca en la arena")
    page.locator("[name=password2]").fill("una barca en la arena")
    page.get_by_role("button", name="Empezar el blog").click()

    page.wait_for_url("**/admin/")
    expect(page.get_by_text("El cuaderno de Ana").first).to_be_visible()
    assert User.objects.get().is_owner
    assert SiteSettings.load().title == "El cuaderno de Ana"


def test_a_weak_password_is_explained_and_nothing_typed_is_lost(page, address):
    page.goto(address)
    page.get_by_label("Título del blog").fill("El cuaderno de Ana")
    page.get_by_label("Nombre").fill("Ana Ruiz")
    page.get_by_label("Correo electrónico").fill("ana@example.org")
    page.locator("[name=password1]").fill("12345")
    page.locator("[name=password2]").fill("12345")
    page.get_by_role("button", name="Empezar el blog").click()

    expect(page.get_by_text(re.compile("demasiado corta"))).to_be_visible()
    expect(page.get_by_label("Título del blog")).to_have_value("El cuaderno de Ana")
    assert not User.objects.exists()


def test_a_used_link_is_dead(page, address, dana):
    page.goto(address)

    expect(page.get_by_label("Título del blog")).to_have_count(0)
    assert User.objects.count() == 1
