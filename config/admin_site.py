"""Puts the writing desk in the place of Django's admin site, before there are any models."""

from django.contrib.admin.apps import AdminConfig


class WritingDeskConfig(AdminConfig):
    default_site = "config.writing_desk.WritingDesk"
