from django.db import models


class Edition(models.Model):
    """The one row with the number of the last change to what readers see: see `pagecache.watch`."""

    number = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="one_row_of_edition"),
        ]

    def __str__(self) -> str:
        return str(self.number)


class Move(models.Model):
    """A tag that moved with a number of the edition. The older ones are deleted."""

    number = models.BigIntegerField()
    tag = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["number", "tag"], name="tag_moves_once_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.tag}"
