"""How far along the road: each function takes a family one step, through the product's doors."""

from typing import Any

from django.utils import timezone

from registry.models import Assessment, Document, Family, Identification, Need, ScoringModel
from registry.services.assessment import approve_assessment, current_model, submit_assessment
from registry.services.contact import record_first_contact
from registry.services.documents import check_documents, checklist
from registry.services.identification import Finding, record_identification
from registry.services.needs import confirm_need
from registry.services.publication import approve_publication, propose_publication
from registry.services.verification import decide_verification

HOME_VISIT = Identification.Method.HOME_VISIT
CONFIRMED = Identification.Result.CONFIRMED


def contacted(family: Family, by: Any) -> Family:
    return record_first_contact(family=family, by=by)


def finding(**facts: Any) -> Finding:
    """A home visit of today that confirms the family, unless the facts say otherwise."""
    return Finding(
        **{"method": HOME_VISIT, "on": timezone.localdate(), "result": CONFIRMED} | facts
    )


def identified(family: Family, by: Any, **facts: Any) -> Family:
    contacted(family, by)
    record_identification(family=family, by=by, finding=finding(**facts))
    return fresh(family)


def with_documents(family: Family, by: Any) -> Family:
    papers = {paper.key: Document.Status.VALID for paper in checklist(family)}
    check_documents(family=family, by=by, found=papers)
    return family


def verified(family: Family, by: Any, second: Any) -> Family:
    identified(family, by)
    with_documents(family, by)
    decide_verification(family=family, by=second, decision="verified")
    return fresh(family)


def answers(value: int = 2, model: ScoringModel | None = None) -> dict[str, int]:
    """The same answer to every question."""
    return {question["code"]: value for question in (model or current_model()).questions}


def submitted(family: Family, by: Any, second: Any, value: int = 2) -> Assessment:
    verified(family, by, second)
    return submit_assessment(family=family, by=by, answers=answers(value))


def assessed(family: Family, by: Any, second: Any, value: int = 2) -> Family:
    approve_assessment(assessment=submitted(family, by, second, value), by=second)
    return fresh(family)


def published(need: Need, by: Any, second: Any) -> Need:
    """A need of an assessed family, confirmed, proposed and approved."""
    need = confirm_need(need=need, by=by, amount_rial=20_000_000)
    propose_publication(need=need, by=by)
    return approve_publication(need=need, by=second)


def fresh(row: Any) -> Any:
    """The row as it is stored now."""
    return type(row).objects.get(pk=row.pk)
