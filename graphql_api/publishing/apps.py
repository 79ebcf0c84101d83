from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublishingConfig(AppConfig):
    """What stands behind the window: the publisher, its ledger, the keys of the clients."""

    name = "graphql_api.publishing"
    label = "publishing"
    verbose_name = _("Publishing")

    def ready(self) -> None:
        from audit import once
        from graphql_api.publishing import access, release_jobs
        from graphql_api.publishing.models import SentClientForm
        from registry.models import Job
        from registry.services.jobs import Work, is_done_by

        access.declare_all()
        once.remember_in("published", SentClientForm)
        releases = Work(release_jobs.make_release, release_jobs.may_publish, release_jobs.tell)
        is_done_by(Job.Kind.PUBLISH, releases)
