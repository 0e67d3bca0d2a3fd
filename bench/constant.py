"""A view that gives a constant page, uncompressed as Django's views do, before all the blog's."""

import os

from django.http import HttpRequest, HttpResponse
from django.urls import path

from bench.sample_page import SamplePage
from config.urls import urlpatterns as of_the_blog

BODY = SamplePage.read(os.environ["BENCH_PAGE"]).plain


def constant(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(BODY)


urlpatterns = [path("constant.html", constant), *of_the_blog]
