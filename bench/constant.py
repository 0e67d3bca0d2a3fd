"""A view that gives the same page whatever is asked, uncompressed as Django's views do."""

import os

from django.http import HttpRequest, HttpResponse
from django.urls import re_path

from bench.sample_page import SamplePage

BODY = SamplePage.read(os.environ["BENCH_PAGE"]).plain


def constant(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(BODY)


urlpatterns = [re_path("", constant)]
