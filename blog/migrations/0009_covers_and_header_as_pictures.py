import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Make room for rows where files were; the files' names stay till they have been taken over."""

    dependencies = [("blog", "0008_related_posts_score")]

    operations = [
        migrations.RenameField("post", "cover", "cover_file"),
        migrations.RenameField("sitesettings", "header_image", "header_file"),
        migrations.AddField(
            model_name="post",
            name="cover",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="covered_posts",
                to="blog.picture",
                verbose_name="cover picture",
            ),
        ),
        migrations.AddField(
            model_name="sitesettings",
            name="header_image",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="headed_sites",
                to="blog.picture",
                verbose_name="header picture",
            ),
        ),
    ]
