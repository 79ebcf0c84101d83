"""What must hold before the house opens its doors."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, Tags, register
from django.db.models import Model

from audit import triggers
from audit.tracked import past_of

KEEPING_APPS = ("registry", "permissions")


@register(Tags.database)
def history_is_written_by_the_database(
    databases: Iterable[str] | None = None, **kwargs: Any
) -> Iterator[CheckMessage]:
    """Every trigger is there, switched on, and the one its model needs."""
    for alias in databases or ():
        for model, names in triggers.drift(alias).items():
            yield Error(
                f"The changes of {model._meta.label} may go unrecorded: in the database"
                f" “{alias}” these triggers are missing or altered: {', '.join(names)}.",
                hint="Run `manage.py install_triggers`, and find out who altered them.",
                obj=model,
                id="audit.E001",
            )


@register(Tags.models)
def every_model_keeps_its_history(**kwargs: Any) -> Iterator[CheckMessage]:
    for model in _our_models():
        # What is computed from other rows can be computed again: their past is its past.
        if past_of(model) is None and not getattr(model, "derived", False):
            yield Error(
                f"{model._meta.label} keeps no history.",
                hint="Give the model `history = keep_history()`, also a many-to-many table.",
                obj=model,
                id="audit.E002",
            )


def _our_models() -> Iterator[type[Model]]:
    for label in KEEPING_APPS:
        if apps.is_installed(label):
            for model in apps.get_app_config(label).get_models(include_auto_created=True):
                if model._meta.managed and not hasattr(model, "history_object"):
                    yield model
