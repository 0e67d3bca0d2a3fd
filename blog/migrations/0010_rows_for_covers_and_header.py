from typing import Any

from django.db import migrations


def make_rows(apps: Any, _editor: object) -> None:
    picture = apps.get_model("blog", "Picture").objects
    for post in apps.get_model("blog", "Post").objects.exclude(cover_file="").iterator():
        post.cover = picture.create(
            file=str(post.cover_file),
            width=post.cover_width,
            height=post.cover_height,
            uploaded_by_id=post.author_id,
            created_at=post.created_at,
        )
        post.save(update_fields=["cover"])
    for site in apps.get_model("blog", "SiteSettings").objects.exclude(header_file=""):
        site.header_image = picture.create(
            file=str(site.header_file), width=site.header_width, height=site.header_height
        )
        site.save(update_fields=["header_image"])


def name_files(apps: Any, _editor: object) -> None:
    """Go back: the rows stay, as pictures of the library."""
    for post in apps.get_model("blog", "Post").objects.exclude(cover=None).iterator():
        name, width, height = str(post.cover.file), post.cover.width, post.cover.height
        posts = type(post).objects.filter(pk=post.pk)
        posts.update(cover=None, cover_file=name, cover_width=width, cover_height=height)
    for site in apps.get_model("blog", "SiteSettings").objects.exclude(header_image=None):
        header = site.header_image
        type(site).objects.update(
            header_image=None,
            header_file=str(header.file),
            header_width=header.width,
            header_height=header.height,
        )


class Migration(migrations.Migration):
    dependencies = [("blog", "0009_covers_and_header_as_pictures")]

    operations = [migrations.RunPython(make_rows, name_files)]
