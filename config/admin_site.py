"""Django's admin, with the writing desk for its site.

Apart from `config.writing_desk`, which needs the models: apps are set up before there are any.
"""

from django.contrib.admin.apps import AdminConfig


class WritingDeskConfig(AdminConfig):
    default_site = "config.writing_desk.WritingDesk"
