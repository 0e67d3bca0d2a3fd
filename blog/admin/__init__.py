"""The writing desk's lists and forms: one module for each thing that is written."""

from blog.admin.label import LabelAdmin
from blog.admin.page import PageAdmin
from blog.admin.picture import PictureAdmin
from blog.admin.post import PostAdmin
from blog.admin.site_settings import SiteSettingsAdmin

__all__ = ["LabelAdmin", "PageAdmin", "PictureAdmin", "PostAdmin", "SiteSettingsAdmin"]
