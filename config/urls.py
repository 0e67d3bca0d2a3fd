"""Every address of the site. Blogger's own stand at the root, where its readers look for them."""

from django.urls import include, path

from blog.seo import robots
from web import health, media, speculation_rules

handler500 = "web.errors.server_error"

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("media/<path:path>", media.media, name="media"),
    path("robots.txt", robots.robots, name="robots"),
    path("speculation-rules.json", speculation_rules.speculation_rules, name="speculation-rules"),
    path("", include("first_run.urls")),
    path("admin/", include("desk.urls")),
    path("", include("comments.urls")),
    path("", include("accounts.urls")),
    path("", include("blog.urls")),
]
