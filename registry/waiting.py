"""From asking for long work to watching it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from registry.models import Job

ASKED = "long_work"  # the session of somebody who asked for something and was not told yet


def go_to(request: HttpRequest, job: Job) -> HttpResponseRedirect:
    request.session[ASKED] = True
    sentence = _("This takes longer. It is done in the background, and you are told when it ends.")
    messages.info(request, sentence)
    return HttpResponseRedirect(reverse("admin:registry_job_change", args=[job.pk]))
