from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _

from web.page_parts import PARTS, Part


class BlogConfig(AppConfig):
    name = "blog"
    verbose_name = _("Blog")

    def ready(self) -> None:
        # They need the models, which are ready only now.
        from blog import receivers  # noqa: F401, PLC0415 - they hear the models by themselves
        from blog.counts import triggers  # noqa: PLC0415
        from blog.pages import sidebar  # noqa: PLC0415

        PARTS["sidebar"] = Part(sidebar.sidebar_html, sidebar.SHOWN)
        pre_migrate.connect(triggers.uninstall, sender=self)
        post_migrate.connect(triggers.install, sender=self)
