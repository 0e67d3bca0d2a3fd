from django.urls import path

from first_run.sample import removal
from first_run.welcome import welcome

urlpatterns = [
    path("welcome/<token>/", welcome, name="welcome"),
    path("admin/sample/remove/", removal.remove_sample, name="remove-sample"),
]
