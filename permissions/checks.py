from collections.abc import Iterable, Sequence
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import FieldDoesNotExist
from django.db import connections, models

from permissions import carriers, rls
from permissions.access import Access, access_of, has_access
from permissions.vocabulary import Permission

OURS = ("permissions", "registry", "publishing")


@register(Tags.security)
def every_model_says_who_may_touch_it(**kwargs: Any) -> Iterable[CheckMessage]:
    """Refuse to start while a model of ours, or one that stands in the office, has no rule."""
    ours = {model for label in OURS for model in _models_of(label)}
    for model in ours | set(admin.site._registry):
        if not has_access(model):
            yield Error(
                f"{model._meta.label} does not say who may touch it.",
                hint='Give the model an access rule: access = Access(association="…", view=…).',
                obj=model,
                id="permissions.E001",
            )
        else:
            yield from _paths_lead_somewhere(model, access_of(model))


def _models_of(label: str) -> list[type[models.Model]]:
    if not apps.is_installed(label) and label not in apps.app_configs:
        return []
    return [m for m in apps.get_app_config(label).get_models() if not is_history(m)]


def is_history(model: type[models.Model]) -> bool:
    return hasattr(model, "instance_type")


def _paths_lead_somewhere(model: type[models.Model], access: Access) -> Iterable[CheckMessage]:
    for path in access.paths.values():
        here: type[models.Model] = model
        for step in path.lookup.split("__"):
            try:
                field = here._meta.pk if step == "pk" else here._meta.get_field(step)
            except FieldDoesNotExist:
                yield Error(
                    f"The access of {model._meta.label} leads over “{path.lookup}”, "
                    f"which ends at “{step}”.",
                    hint="Name the fields from the row to its place, joined by two underscores.",
                    obj=model,
                    id="permissions.E002",
                )
                break
            related = getattr(field, "related_model", None)
            here = related if related is not None else here


@register(Tags.security)
def every_admin_is_scoped(**kwargs: Any) -> Iterable[CheckMessage]:
    """Whatever stands in the office stands behind the scope, inlines too."""
    from permissions.admin import ScopedAdmin, ScopedInline

    for model, model_admin in admin.site._registry.items():
        if not isinstance(model_admin, ScopedAdmin):
            yield Error(
                f"The admin of {model._meta.label} is not scoped.",
                hint="Let it inherit from RegistryAdmin.",
                obj=model,
                id="permissions.E003",
            )
        for inline in model_admin.inlines:
            if not issubclass(inline, ScopedInline):
                yield Error(
                    f"The inline {inline.__name__} of {model._meta.label} is not scoped.",
                    hint="Let it inherit from RegistryInline.",
                    obj=model,
                    id="permissions.E004",
                )


@register(Tags.security)
def every_permission_is_a_word_of_the_vocabulary(**kwargs: Any) -> Iterable[CheckMessage]:
    for label in OURS:
        for model in _models_of(label):
            if not has_access(model):
                continue
            for action, permission in access_of(model).actions.items():
                if permission not in Permission:
                    yield Error(
                        f"{model._meta.label} ties “{action}” to something that is no permission.",
                        hint="Use a member of permissions.vocabulary.Permission.",
                        obj=model,
                        id="permissions.E005",
                    )


@register(Tags.database)
def every_row_is_guarded_by_the_database(
    databases: Sequence[str] | None = None, **kwargs: Any
) -> Iterable[CheckMessage]:
    """On PostgreSQL the second wall stands as declared."""
    for alias in databases or []:
        connection = connections[alias]
        if connection.vendor != "postgresql" or alias != "default":
            continue
        for table in rls.drifted(connection):
            yield Error(
                f"The row-level security of {table} is not what its model declares.",
                hint="Run `manage.py migrate` as the owner of the tables.",
                id="permissions.E006",
            )
        for table in carriers.lacking(connection):
            yield Error(
                f"The rows of {table} are not held to the association of their file.",
                hint="Run `manage.py migrate` as the owner of the tables.",
                id="permissions.E007",
            )
