from django.db import models

from blog.models.post import Post


class RelatedPost(models.Model):
    """One of the posts similar to a post, as `blog.related` found when either changed."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="related_rows")
    other = models.ForeignKey(Post, models.CASCADE, related_name="rows_naming_it")
    score = models.FloatField()

    class Meta:
        ordering = ["-score", "-other_id"]
        constraints = [
            models.UniqueConstraint(fields=["post", "other"], name="one_relation_a_pair"),
        ]

    def __str__(self) -> str:
        return f"{self.post} → {self.other}"
