from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class BlogConfig(AppConfig):
    name = "blog"
    verbose_name = _("Blog")

    def ready(self) -> None:
        # They need the models, which are ready only now.
        from blog import (  # noqa: PLC0415
            tallies,
            upkeep,  # noqa: F401 - it hears the models by itself
        )

        pre_migrate.connect(tallies.remove, sender=self)
        post_migrate.connect(tallies.install, sender=self)
