"""Puts the writing desk in the place of Django's admin site, before there are any models."""

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.apps import AdminConfig


class AdminSiteConfig(AdminConfig):
    default_site = "desk.site.Desk"

    def ready(self) -> None:
        """Leave the queue's table out: nobody writes there, and the journal tells what failed."""
        super().ready()
        admin.site.unregister(apps.get_model("django_tasks_database.DBTaskResult"))
