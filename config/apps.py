from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class SiteConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        # They ask for models.
        from blog import remembered  # noqa: PLC0415
        from config import edition, edition_triggers  # noqa: PLC0415

        edition.watch.on_move(remembered.turn_to)
        pre_migrate.connect(edition_triggers.remove, sender=self)
        post_migrate.connect(edition_triggers.install, sender=self)
