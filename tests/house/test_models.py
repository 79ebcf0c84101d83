"""What each model of the house must have."""

import pytest
from django.apps import apps
from django.utils.functional import Promise

from permissions.access import has_access
from registry.models import Tally

MODELS = [
    model
    for model in apps.get_app_config("registry").get_models()
    if not hasattr(model, "history_object") and not model.__module__.startswith("tests.")
]
# Counted from other rows, whose past is kept.
DERIVED = {Tally}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_each_model_says_who_may_touch_it_and_keeps_its_history(model):
    assert has_access(model)
    assert hasattr(model, "history") or model in DERIVED


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_each_model_is_named_in_words(model):
    """An unnamed model shows its English class name in a Persian page."""
    assert isinstance(model._meta.verbose_name, Promise)
    assert isinstance(model._meta.verbose_name_plural, Promise)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_each_field_is_named_in_words(model):
    unnamed = [
        field.name
        for field in model._meta.local_fields
        if field.editable and not (field.primary_key or isinstance(field.verbose_name, Promise))
    ]
    assert unnamed == []
