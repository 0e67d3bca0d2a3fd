"""A field for addresses of other sites: http or https and nothing else."""

from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.db import models


class WebAddressField(models.URLField):  # type: ignore[type-arg]  # generic in the stubs alone
    """A URL that is safe to link to; typed without a scheme, it becomes https."""

    default_validators = [URLValidator(schemes=["http", "https"])]

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": WebAddressFormField, **kwargs})


class WebAddressFormField(forms.URLField):
    default_validators = WebAddressField.default_validators

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"assume_scheme": "https", **kwargs})
