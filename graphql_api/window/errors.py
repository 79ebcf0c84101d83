"""Every answer that is not data has a code.  The words may change; the code does not."""

import logging
import re
import uuid
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from graphql import GraphQLError, GraphQLSyntaxError

logger = logging.getLogger("graphql_api")

BAD_USER_INPUT = "BAD_USER_INPUT"
FORBIDDEN = "FORBIDDEN"
NOT_FOUND = "NOT_FOUND"
UNAUTHENTICATED = "UNAUTHENTICATED"
RATE_LIMITED = "RATE_LIMITED"
QUERY_TOO_COSTLY = "QUERY_TOO_COSTLY"
GRAPHQL_VALIDATION_FAILED = "GRAPHQL_VALIDATION_FAILED"
INTERNAL = "INTERNAL"

# A suggestion would name parts of the schema to somebody who guesses.
SUGGESTION = re.compile(r" ?Did you mean '[^?]*\?(?= Found: |$)", re.DOTALL)


PERSIAN = str.maketrans("0123456789,", "۰۱۲۳۴۵۶۷۸۹٬")


def figure(number: int) -> str:
    """A number inside a sentence, in the digits of its language."""
    text = f"{number:,}"
    return text.translate(PERSIAN) if get_language() == "fa" else text


class RefusalError(GraphQLError):
    """An answer we chose: a sentence for a person and a code for a machine."""

    def __init__(self, code: str, sentence: str, **details: Any) -> None:
        super().__init__(sentence, extensions={"code": code, **details})


def formatted(error: GraphQLError, code: str) -> dict[str, Any]:
    """An error as it stands in the answer; `code` is what a mistake of the client would be."""
    cause = error.original_error
    while isinstance(cause, GraphQLError) and not isinstance(cause, RefusalError):
        cause = cause.original_error
    if isinstance(cause, RefusalError):
        return _shown(error, cause.message, cause.extensions or {})
    if isinstance(error, RefusalError):
        return _shown(error, error.message, error.extensions or {})
    if cause is not None:
        return _shown(error, *_masked(cause))
    detail = SUGGESTION.sub("", error.message)
    return _shown(error, _of_the_library(error, code), {"code": code, "detail": detail})


def _of_the_library(error: GraphQLError, code: str) -> str:
    """What happened and what to do; the library itself says in English, and only there, where."""
    if isinstance(error, GraphQLSyntaxError):
        return _(
            "The document is not GraphQL that can be read, so nothing was run. Correct it at the "
            "place that is named, and send it again."
        )
    if code == GRAPHQL_VALIDATION_FAILED:
        return _(
            "The document does not fit the schema, so nothing was run. Compare what it asks for at "
            "the place that is named with the schema, correct it, and send it again."
        )
    return _(
        "A value that was sent does not fit what the schema asks for. Correct it, and send it "
        "again."
    )


def in_schema(name: str) -> str:
    """A Python name as the schema spells it."""
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)


def _shown(error: GraphQLError, message: str, extensions: dict[str, Any]) -> dict[str, Any]:
    shown = {**error.formatted, "message": message, "extensions": extensions}
    return {
        key: shown[key] for key in ("message", "locations", "path", "extensions") if key in shown
    }


def _masked(cause: Exception) -> tuple[str, dict[str, Any]]:
    """Log what happened once, under an id; tell the client the id and nothing else."""
    incident = uuid.uuid4().hex
    logger.error("window incident %s", incident, exc_info=cause)
    sentence = _(
        "Something went wrong on our side. Try again later, and name this incident when you "
        "report it: %(incident)s."
    ) % {"incident": incident}
    return sentence, {"code": INTERNAL, "incident": incident}


def unforeseen(cause: Exception) -> dict[str, Any]:
    """The same for a failure outside of any field."""
    message, extensions = _masked(cause)
    return {"message": message, "extensions": extensions}
