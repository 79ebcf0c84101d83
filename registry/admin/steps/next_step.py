"""From a task straight to where it is done."""

from typing import Any

from django.urls import reverse

from registry.models import Family, Task

# The step of the file that strikes a task out; of the others, the file shows what to do.
STEP_OF_TASK = {
    Task.Kind.FIRST_CONTACT: "contact",
    Task.Kind.IDENTIFY: "identify",
    Task.Kind.VERIFY: "verify",
    Task.Kind.ASSESS: "assess",
    Task.Kind.ANSWER_MESSAGE: "write",
    Task.Kind.CONFIRM_DATA: "confirm-data",
    Task.Kind.REVIEW_COVERAGE: "review-coverage",
    Task.Kind.REROUTE: "reroute",
}
ACTIONS = {
    "identify": "contact",
    "confirm-data": "change",
    "review-coverage": "change",
}  # what a step takes, where it is not called like it


def url_of_file(task: Task) -> str:
    return reverse("admin:registry_family_change", args=[task.family_id])


def url_of_next_step(task: Task, user: Any) -> str:
    """The page of the step, for whoever may take it; else the file."""
    step = STEP_OF_TASK.get(Task.Kind(task.kind))
    if step is None or not Family.access.holds_somewhere(user, ACTIONS.get(step, step)):
        return url_of_file(task)
    return reverse(f"admin:registry_family_{step}", args=[task.family_id])
