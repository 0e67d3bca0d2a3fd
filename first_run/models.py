from django.db import models


class SampleItem(models.Model):
    """A row that the sample made, with digests of what was written in it then.

    What somebody has changed since shows by comparison, and stays when the sample is removed.
    """

    model = models.CharField(max_length=60)
    object_id = models.PositiveBigIntegerField()
    written = models.JSONField()
    file = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["model", "object_id"], name="one_item_a_row"),
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.object_id}"
