from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class PageCacheConfig(AppConfig):
    name = "pagecache"

    def ready(self) -> None:
        # They ask for models.
        from pagecache import edition, triggers  # noqa: PLC0415
        from web import tagged_cache  # noqa: PLC0415

        edition.watch.on_move(tagged_cache.hear)
        pre_migrate.connect(triggers.uninstall, sender=self)
        post_migrate.connect(triggers.install, sender=self)
