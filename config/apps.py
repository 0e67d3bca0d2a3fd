from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class SiteConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        from config import edition_triggers  # noqa: PLC0415 - it asks for models

        pre_migrate.connect(edition_triggers.remove, sender=self)
        post_migrate.connect(edition_triggers.install, sender=self)
