"""The lists and forms of the desk, a module for each model or two."""

from desk.admin.comments import CommentAdmin
from desk.admin.labels import LabelAdmin
from desk.admin.pages import PageAdmin
from desk.admin.people import PersonAdmin
from desk.admin.pictures import PictureAdmin
from desk.admin.posts import PostAdmin
from desk.admin.site_settings import SiteSettingsAdmin

__all__ = [
    "CommentAdmin",
    "LabelAdmin",
    "PageAdmin",
    "PersonAdmin",
    "PictureAdmin",
    "PostAdmin",
    "SiteSettingsAdmin",
]
