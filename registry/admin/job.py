"""Long work as its person sees it: how far it is, what came of it, what she can do about it."""

from typing import Any

from django.contrib import admin, messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from permissions.reach import everything
from registry.admin.steps.step import Step, SteppingAdmin, unless
from registry.errors import RuleError
from registry.filters.columns import by_columns
from registry.models import Job
from registry.services import export_jobs, feed_jobs, feed_judgment, job_files, jobs
from registry.services.exports import file_name

STEPS = (
    Step(
        name="confirm",
        action="confirm",
        title=_("Record these events"),
        done=_("The events are being recorded."),
        intro=_("What was found to be new is recorded; known and refused lines are left out."),
        perform=lambda job, by, answers: feed_jobs.confirm(job),
        against=unless(feed_jobs.require_undecided),
    ),
    Step(
        name="cancel",
        action="cancel",
        title=_("Stop it"),
        done=_("The work was stopped."),
        intro=_("What has been done stays as it is; the rest is not done."),
        perform=lambda job, by, answers: jobs.stop(job),
        against=unless(jobs.require_open),
    ),
    Step(
        name="retry",
        action="retry",
        title=_("Take it up again"),
        done=_("The work waits for its turn again."),
        intro=_("The work goes on where it broke off; nothing is done twice."),
        perform=lambda job, by, answers: jobs.again(job),
        against=unless(jobs.require_broken_off),
    ),
)


@admin.register(Job)
class JobAdmin(SteppingAdmin):
    """What a person asked for.  Nothing is typed here: work is asked for where it belongs."""

    list_display = ("kind", "state", "created_at", "finished_at", "asked_by")
    filter_class = by_columns(Job, "kind", "state", "created_at")
    fields = ("kind", "state", "asked_by", "created_at", "reason")
    steps = STEPS

    def get_urls(self) -> list[URLPattern]:
        own = {"progress": self.progress_view, "file": self.file_view}
        pages = [
            path(
                f"<path:object_id>/{name}/",
                self.admin_site.admin_view(view),
                name=f"registry_job_{name}",
            )
            for name, view in own.items()
        ]
        return [*pages, *super().get_urls()]

    @method_decorator(require_safe)
    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        job = self.get_object(request, object_id)
        if job is None:
            return self.not_there(request, object_id)
        look_at(job, request)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": str(job),
            "past_is_open": self.may(request, "read_history", job),
            **self.about(request, job),
        }
        return TemplateResponse(request, "registry/job.html", context)

    @method_decorator(require_safe)
    def progress_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The part of the page that moves, for the script that looks again."""
        job = self.get_object(request, object_id)
        if job is None:
            return self.not_there(request, object_id)
        fragment = render_to_string(
            "registry/job_progress.html", self.about(request, job), request=request
        )
        return HttpResponse(fragment, headers={"Cache-Control": "no-store"})

    @method_decorator(require_safe)
    def file_view(self, request: HttpRequest, object_id: str) -> HttpResponse | FileResponse:
        """The finished file, to whoever asked for it; each time leaves a record."""
        job = self.get_object(request, object_id)
        if job is None:
            return self.not_there(request, object_id)
        try:
            file = export_jobs.finished_file(job, request.user).open("rb")
        except (RuleError, OSError) as refused:
            gone = _("The file is no longer kept. Ask for it again; it will be made anew.")
            sentence = str(refused) if isinstance(refused, RuleError) else str(gone)
            self.message_user(request, sentence, messages.WARNING)
            return HttpResponseRedirect(self.where_next(request, job))
        job_files.note_download(job)
        name = file_name(job.options["report"], job.finished_at or timezone.now())
        answer = FileResponse(file, as_attachment=True, filename=name, content_type="text/csv")
        answer["Cache-Control"] = "no-store"
        return answer

    def about(self, request: HttpRequest, job: Job) -> dict[str, Any]:
        hers = job.asked_by_id == request.user.pk
        offered = {
            "confirm": job.state == Job.State.REVIEW and bool(job.result.get(feed_judgment.NEW)),
            "cancel": job.state in Job.OPEN,
            "retry": jobs.can_go_on(job),
        }
        place = "admin:registry_job"
        return {
            "job": job,
            "told": jobs.told(job),
            "asked": export_jobs.asked_in_words(job) if job.kind == Job.Kind.EXPORT else (),
            "refused_lines": job.result.get("reasons", ()),
            "hers": hers,
            "doors": [
                (step.title, reverse(f"{place}_{step.name}", args=[job.pk]))
                for step in self.steps
                if hers and offered.get(step.name)
            ],
            "file_url": reverse(f"{place}_file", args=[job.pk]) if hers and job.file else "",
            "progress_url": reverse(f"{place}_progress", args=[job.pk]),
        }

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


def look_at(job: Job, request: HttpRequest) -> None:
    """She has seen how it ended; the notice on her other pages goes."""
    if job.asked_by_id == request.user.pk and job.told_at is None and job.state in Job.TOLD:
        with everything("a note on one's own work"):
            Job.objects.filter(pk=job.pk).update(told_at=timezone.now())
