"""`{% sample_notice %}`: on the admin's front page, as long as the sample is there."""

from typing import Any

from django import template

from first_run.models import SampleItem

register = template.Library()


@register.inclusion_tag("admin/_sample_notice.html", takes_context=True)
def sample_notice(context: dict[str, Any]) -> dict[str, bool]:
    is_owner = getattr(context["request"].user, "is_owner", False)
    return {"sample_loaded": is_owner and SampleItem.objects.exists()}
