from django.urls import path

from accounts import views

app_name = "accounts"

urlpatterns = [
    path("author/<slug:slug>/", views.author_page, name="author-page"),
]
