"""The HTML of texts, with the pictures that they show as these are now."""

from django.db import transaction
from django.utils.safestring import SafeString
from django_tasks import task

from accounts.models import User
from blog import markup
from blog.models import Page, Picture, Post


def render(text: str) -> SafeString:
    """Make the HTML of a text that is no row's yet, or of a biography."""
    return markup.render(text, pictures=Picture.objects.named_in(text))


@task()
def show_anew(name: str) -> None:
    """Make anew, and change nothing else, the HTML of what shows a picture, by its file's name."""
    for model in (Post, Page):
        for pk in model.objects.filter(body__contains=name).values_list("pk", flat=True):
            with transaction.atomic():
                for text in model.objects.select_for_update().filter(pk=pk):
                    text.bake()
    for person in User.objects.filter(biography__contains=name):
        User.objects.filter(pk=person.pk, biography=person.biography).update(
            biography_html=render(person.biography)
        )
