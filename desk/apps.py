from django.apps import AppConfig, apps
from django.contrib import admin
from django.contrib.admin import apps as admin_apps


class DeskConfig(AppConfig):
    name = "desk"


class AdminSiteConfig(admin_apps.AdminConfig):
    """Django's admin, with the desk for its site."""

    default = False
    default_site = "desk.site.DeskSite"

    def ready(self) -> None:
        """Leave the table of queued tasks out: failures are in the log."""
        super().ready()
        admin.site.unregister(apps.get_model("django_tasks_database.DBTaskResult"))
