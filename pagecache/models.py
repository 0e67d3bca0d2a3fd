from django.db import models


class Edition(models.Model):
    """The one row with the number of what readers see: see `pagecache.edition`."""

    number = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="one_row_of_edition"),
        ]

    def __str__(self) -> str:
        return str(self.number)
