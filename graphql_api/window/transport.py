"""GraphQL over HTTP: what may come in, and how an answer goes out."""

import json
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.request import MediaType
from django.utils.translation import gettext as _

from graphql_api.window.errors import BAD_USER_INPUT, RefusalError, figure, formatted
from graphql_api.window.execution import Answer, Request

JSON = "application/json"
GRAPHQL = "application/graphql-response+json"
MAX_BODY = 60_000


class UnreadableError(Exception):
    """The request is refused before its document is read."""

    def __init__(
        self, status: HTTPStatus, code: str, sentence: str, headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(sentence)
        error = formatted(RefusalError(code, sentence), code)
        self.answer = Answer({"errors": [error]}, status, ran=False, headers=headers or {})


def media_of(request: HttpRequest) -> str:
    """The media type the answer goes out in; the newer one only to those who ask for it."""
    accepted = request.headers.get("Accept", "").strip()
    if not accepted:
        return JSON
    preferred = request.get_preferred_type([GRAPHQL, JSON])
    if preferred is None:
        raise UnreadableError(
            HTTPStatus.NOT_ACCEPTABLE,
            BAD_USER_INPUT,
            _("Answers come as application/graphql-response+json or application/json. Accept one."),
        )
    return JSON if accepted == "*/*" else preferred


def read_request(request: HttpRequest) -> Request:
    """The body as a GraphQL request, or a refusal; nothing malformed is a fault of ours."""
    check_type(request)
    payload = read_json(read_body(request))
    if not isinstance(payload, dict):
        raise unreadable(_("The body must be one JSON object. Send one request at a time."))
    query = payload.get("query")
    if not isinstance(query, str):
        raise unreadable(_("The body must have the document as a text under “query”."))
    variables = optional(payload, "variables", dict)
    optional(payload, "extensions", dict)
    return Request(query, variables or {}, optional(payload, "operationName", str))


def optional(payload: dict[str, Any], name: str, kind: type) -> Any:
    value = payload.get(name)
    if value is not None and not isinstance(value, kind):
        raise unreadable(
            _("“%(name)s” is not what it must be. Leave it out or correct it.") % {"name": name}
        )
    return value


def check_type(request: HttpRequest) -> None:
    """JSON in UTF-8, and nothing a browser could send without asking first."""
    kind = MediaType(request.headers.get("Content-Type", ""))
    charset = str(kind.params.get("charset", "utf-8")).lower()
    if f"{kind.main_type}/{kind.sub_type}" != JSON or charset not in ("utf-8", "utf8"):
        raise UnreadableError(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            BAD_USER_INPUT,
            _("The body must be application/json in UTF-8. Send it as that."),
        )


def read_body(request: HttpRequest) -> bytes:
    length = request.headers.get("Content-Length") or "0"
    if not length.isdecimal() or int(length) > MAX_BODY:
        raise UnreadableError(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            BAD_USER_INPUT,
            _("The body is larger than %(most)s bytes. Send a shorter document.")
            % {"most": figure(MAX_BODY)},
        )
    return request.body


def read_json(body: bytes) -> Any:
    try:
        text = body.decode("utf-8")
        payload = json.loads(text, parse_constant=refuse_constant)
        # Escapes can smuggle in half characters that nothing behind us can store or print.
        json.dumps(payload, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError) as error:
        raise unreadable(
            _("The body is not JSON in UTF-8. Correct it and send it again.")
        ) from error
    return payload


def refuse_constant(name: str) -> Any:
    raise ValueError(name)


def unreadable(sentence: str) -> UnreadableError:
    return UnreadableError(HTTPStatus.BAD_REQUEST, BAD_USER_INPUT, sentence)


def response_of(answer: Answer, media: str) -> HttpResponse:
    """The newer media type tells by its status whether the request ran; JSON says 200."""
    status = answer.status
    if status == HTTPStatus.OK and not answer.ran and media == GRAPHQL:
        status = HTTPStatus.BAD_REQUEST
    response = HttpResponse(
        json.dumps(answer.body, ensure_ascii=False, separators=(",", ":")),
        status=status,
        content_type=f"{media}; charset=utf-8",
    )
    for name, value in answer.headers.items():
        response.headers[name] = value
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
