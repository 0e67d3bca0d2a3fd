from django.urls import path

from comments import views

app_name = "comments"

urlpatterns = [
    path("comments/<int:post_pk>/", views.submit_comment, name="submit-comment"),
]
