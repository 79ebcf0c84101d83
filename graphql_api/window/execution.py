"""From a document to an answer: read, measure, pay, check, run."""

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from django.utils.translation import gettext as _
from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    OperationDefinitionNode,
    execute_sync,
    get_operation_ast,
    parse,
    validate,
)

from graphql_api.models import ApiClient
from graphql_api.window import guard
from graphql_api.window.budget import Balance, take
from graphql_api.window.errors import (
    BAD_USER_INPUT,
    GRAPHQL_VALIDATION_FAILED,
    QUERY_TOO_COSTLY,
    RATE_LIMITED,
    RefusalError,
    figure,
    formatted,
    unforeseen,
)
from graphql_api.window.question import Question
from graphql_api.window.schema import schema

MAX_ERRORS = 5
LEAST_COST = 1


@dataclass(frozen=True)
class Request:
    """The body of a request, as GraphQL over HTTP defines it."""

    query: str
    variables: dict[str, Any] = field(default_factory=dict)
    operation_name: str | None = None


@dataclass(frozen=True)
class Answer:
    """What goes back: the body and what the status line should say.

    `ran` tells whether execution began: before it, a mistake is the whole answer.
    """

    body: dict[str, Any]
    status: HTTPStatus = HTTPStatus.OK
    ran: bool = True
    headers: dict[str, str] = field(default_factory=dict)


class NotRunError(Exception):
    """The request was refused before execution."""

    def __init__(self, errors: list[dict[str, Any]], cost: int = LEAST_COST) -> None:
        super().__init__()
        self.errors, self.cost = errors, cost


def answer(client: ApiClient, request: Request) -> Answer:
    """Everything costs at least one unit, so that mistakes are not free either."""
    try:
        document, operation, cost = read(request)
        refused = None
    except NotRunError as refusal:
        refused, cost = refusal.errors, refusal.cost
    if cost > client.capacity:
        refused, cost = [too_costly(cost, client)], LEAST_COST
    balance = take(client, cost)
    if not balance.granted:
        return out_of_budget(balance, cost)
    if refused is not None:
        return Answer(told({"errors": refused}, balance, cost), ran=False)
    result = run(document, operation, request, Question(client, balance))
    return finished(result, balance, cost)


def read(request: Request) -> tuple[DocumentNode, OperationDefinitionNode, int]:
    """Parse, measure and validate, in this order: measuring is linear, validating is not."""
    try:
        guard.check_size(request.query)
        document = parse(request.query, max_tokens=guard.MAX_TOKENS)
        operation = get_operation_ast(document, request.operation_name)
        if operation is None:
            raise RefusalError(
                GRAPHQL_VALIDATION_FAILED,
                _("The document does not say which operation to run. Name one of its operations."),
            )
        cost = guard.cost_of(document, operation, request.variables)
        mistakes = validate(schema._schema, document, max_errors=MAX_ERRORS)
    except GraphQLError as error:
        raise NotRunError([formatted(error, GRAPHQL_VALIDATION_FAILED)]) from error
    except RecursionError as error:
        refusal = RefusalError(
            QUERY_TOO_COSTLY, _("The document nests too deeply. Ask for fewer levels.")
        )
        raise NotRunError([formatted(refusal, QUERY_TOO_COSTLY)]) from error
    if mistakes:
        shown = mistakes[:MAX_ERRORS]
        raise NotRunError([formatted(each, GRAPHQL_VALIDATION_FAILED) for each in shown])
    return document, operation, cost


def run(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    request: Request,
    question: Question,
) -> ExecutionResult:
    return execute_sync(
        schema._schema,
        document,
        context_value=question,
        variable_values=request.variables,
        operation_name=operation.name.value if operation.name else None,
    )


def finished(result: ExecutionResult, balance: Balance, cost: int) -> Answer:
    """Variables that do not fit stop a request before it runs; such errors have no path."""
    body: dict[str, Any] = {}
    if result.errors:
        body["errors"] = [formatted(error, BAD_USER_INPUT) for error in result.errors]
    ran = result.data is not None or any(error.path for error in result.errors or ())
    if ran:
        body["data"] = result.data
    return Answer(told(body, balance, cost), ran=ran, headers=balance.headers())


def told(body: dict[str, Any], balance: Balance, cost: int) -> dict[str, Any]:
    """Every answer says what it cost and what is left."""
    spent = {"requested": cost, "left": balance.left, "capacity": balance.capacity}
    return {**body, "extensions": {"cost": spent}}


def too_costly(cost: int, client: ApiClient) -> dict[str, Any]:
    sentence = _(
        "This document costs %(cost)s units, more than this client can ever save up "
        "(%(most)s). Ask for smaller pages or fewer fields."
    ) % {"cost": figure(cost), "most": figure(client.capacity)}
    return formatted(RefusalError(QUERY_TOO_COSTLY, sentence), QUERY_TOO_COSTLY)


def out_of_budget(balance: Balance, cost: int) -> Answer:
    sentence = _(
        "The query budget is used up for now. Ask again in %(seconds)s seconds, or for less."
    ) % {"seconds": figure(balance.wait)}
    error = formatted(RefusalError(RATE_LIMITED, sentence), RATE_LIMITED)
    return Answer(
        told({"errors": [error]}, balance, cost),
        HTTPStatus.TOO_MANY_REQUESTS,
        ran=False,
        headers=balance.headers(),
    )


def broken(cause: Exception) -> Answer:
    """A fault of ours outside of any field: masked, logged once."""
    return Answer({"errors": [unforeseen(cause)]}, HTTPStatus.INTERNAL_SERVER_ERROR, ran=False)
