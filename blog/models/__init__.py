"""What is written: posts and pages, their labels and pictures, and the settings of the site."""

from blog.models.counts import LabelCount, LabelledPost, MonthCount, SitemapMonth
from blog.models.label import Label
from blog.models.old_address import OldAddress
from blog.models.page import Page
from blog.models.picture import Picture
from blog.models.post import Post, PostQuerySet
from blog.models.publication import Publication, PublicationQuerySet
from blog.models.related_post import RelatedPost
from blog.models.republication import Republication
from blog.models.search_entry import SearchEntry
from blog.models.search_index import SearchIndex
from blog.models.site_settings import Gadget, SiteSettings
from blog.models.statistics import DayViews, FeedReader, PopularPost, PostViews, Referral

__all__ = [
    "DayViews",
    "FeedReader",
    "Gadget",
    "Label",
    "LabelCount",
    "LabelledPost",
    "MonthCount",
    "OldAddress",
    "Page",
    "Picture",
    "PopularPost",
    "Post",
    "PostQuerySet",
    "PostViews",
    "Publication",
    "PublicationQuerySet",
    "Referral",
    "RelatedPost",
    "Republication",
    "SearchEntry",
    "SearchIndex",
    "SiteSettings",
    "SitemapMonth",
]
