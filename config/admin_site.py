"""The writing desk: Django's admin, with a front page of ours and one address fewer."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class WritingDesk(AdminSite):
    site_header = site_title = "Bitácora"  # the templates show the blog's own title
    index_title = _("Writing desk")
    site_url = "/"
    enable_nav_sidebar = True

    def get_urls(self) -> list[Any]:
        """Leave out the address that tells anyone's permalink to whoever knows a number."""
        return [url for url in super().get_urls() if getattr(url, "name", "") != "view_on_site"]


class WritingDeskConfig(AdminConfig):
    default_site = "config.admin_site.WritingDesk"
