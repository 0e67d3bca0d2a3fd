from django.urls import include, path, register_converter
from django.views.generic import RedirectView

from blog import blogger, views
from blog.seo import discovery
from web.converters import FourDigits, TwoDigits

register_converter(FourDigits, "yyyy")
register_converter(TwoDigits, "mm")

app_name = "blog"

urlpatterns = [
    path("", views.home, name="home"),
    path("<yyyy:year>/", views.year_archive, name="year-archive"),
    path("<yyyy:year>/<mm:month>/", views.month_archive, name="month-archive"),
    path("<yyyy:year>/<mm:month>/<mm:day>/", views.day_archive, name="day-archive"),
    path("<yyyy:year>/<mm:month>/<slug:slug>.html", views.post_page, name="post-page"),
    path("archive/", views.archive_index, name="archive-index"),
    path("labels/", views.label_index, name="label-index"),
    path("label/<slug:slug>/", views.label_page, name="label-page"),
    path("p/<slug:slug>.html", views.static_page, name="static-page"),
    path("", include("blog.feeds.urls")),
    path("search", views.search_page, name="search"),
    path("search/label/<path:name>", blogger.label_search, name="label-search"),
    path(
        "<yyyy:year>_<mm:month>_<mm:day>_archive.html",
        blogger.monthly_archive,
        name="monthly-archive",
    ),
    path(
        "index.html",
        RedirectView.as_view(pattern_name="blog:home", permanent=True, query_string=True),
        name="index-file",
    ),
    path("favicon.ico", blogger.favicon, name="favicon"),
    path("opensearch.xml", discovery.open_search, name="open-search"),
    path("sitemap.xml", discovery.sitemap_index, name="sitemap-index"),
    path("sitemap-<slug:name>.xml", discovery.sitemap, name="sitemap"),
    path("preview/post/<int:pk>/", views.post_preview, name="post-preview"),
    path("preview/page/<int:pk>/", views.page_preview, name="page-preview"),
]
