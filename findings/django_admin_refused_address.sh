#!/usr/bin/env bash
# A form of the admin that is refused for one field has put the others into the row all the same,
# and the page made of that row: «View on site» leads to the address that was typed and not stored,
# and the title names what is not. Where the address needs what was emptied there is none to make.
set -euo pipefail
source "$(dirname "$0")/_sandbox.sh"

install_python django==5.2.19
mkdir blog && touch blog/__init__.py

seen=$("$python" <<'PYTHON'
import re

import django
from django.conf import settings

settings.configure(
    SECRET_KEY="of this test alone",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    INSTALLED_APPS=[
        "blog",
        *(f"django.contrib.{app}" for app in ("admin", "auth", "contenttypes")),
        *(f"django.contrib.{app}" for app in ("messages", "sessions", "staticfiles")),
    ],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ]
            },
        }
    ],
    ROOT_URLCONF="__main__",
    STATIC_URL="/static/",
    ALLOWED_HOSTS=["testserver"],
)
django.setup()

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection, models
from django.test import Client
from django.urls import path


class Label(models.Model):
    id = models.AutoField(primary_key=True)
    name = models.CharField(max_length=60)
    slug = models.SlugField()

    class Meta:
        app_label = "blog"

    def __str__(self):
        return self.slug

    def get_absolute_url(self):
        return f"/label/{self.slug}/"


class LabelAdmin(admin.ModelAdmin):
    def view_on_site(self, label):
        return label.get_absolute_url()


admin.site.register(Label, LabelAdmin)
urlpatterns = [path("admin/", admin.site.urls)]
call_command("migrate", verbosity=0)
with connection.schema_editor() as editor:
    editor.create_model(Label)

label = Label.objects.create(name="Lluvia", slug="lluvia")
client = Client()
client.force_login(User.objects.create_superuser("ana"))
page = client.post(f"/admin/blog/label/{label.pk}/change/", {"name": "", "slug": "niebla"}).text
print("refused", "errorlist" in page)
print("stored", Label.objects.get().get_absolute_url())
print("linked", *set(re.findall(r'href="(/label/[^"]*)"', page)))
PYTHON
)

tell "A refused form of the admin links to the address that was typed, not to the one that is stored." "$seen" \
"refused True
stored /label/lluvia/
linked /label/niebla/"
