"""What a document may cost, told before anything runs.

One walk over the document.  A fragment is measured once, however often it is spread, so the
time is that of reading the document, not that of what it would unfold to.
"""

from dataclasses import dataclass
from typing import Any, NoReturn

from django.utils.translation import gettext as _
from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    IntValueNode,
    Node,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
)
from graphql.language import Visitor, visit

from graphql_api.window.errors import BAD_USER_INPUT, QUERY_TOO_COSTLY, RefusalError, figure
from graphql_api.window.pages import LARGEST_PAGE, USUAL_PAGE

MAX_BYTES = 15_000
MAX_TOKENS = 1_000
MAX_DEFINITIONS = 25
MAX_DIRECTIVES = 20
MAX_ALIASES = 15
MAX_DEPTH = 8
MAX_SCHEMA_DEPTH = 16
MAX_COST = 10_000
PAGES = {"needs", "cells"}
SHORT_LISTS = {"provinces": 10, "categories": 10, "programs": 5, "keys": 2}
# Lists of the schema's own description: the deeper they nest, the more they unfold.
SCHEMA_LISTS = {
    "types",
    "fields",
    "args",
    "inputFields",
    "enumValues",
    "possibleTypes",
    "interfaces",
    "directives",
}
SCHEMA_LIST_COSTS = (50, 100, 300, 2_000, 10_001)
ABOVE_ALL = 10**9


@dataclass(frozen=True)
class Measure:
    """How deep a selection goes, how many aliases it unfolds to, what it costs."""

    depth: int = 0
    aliases: int = 0
    cost: int = 0

    def beside(self, other: "Measure") -> "Measure":
        return Measure(
            max(self.depth, other.depth),
            min(self.aliases + other.aliases, ABOVE_ALL),
            min(self.cost + other.cost, ABOVE_ALL),
        )


class Walk:
    """Measures selections; remembers each fragment at each level of the schema's lists."""

    def __init__(self, document: DocumentNode, variables: dict[str, Any]) -> None:
        self.variables = variables
        self.fragments = {
            node.name.value: node
            for node in document.definitions
            if isinstance(node, FragmentDefinitionNode)
        }
        self.known: dict[tuple[str, int], Measure] = {}
        self.open: set[str] = set()

    def measure(self, selections: SelectionSetNode | None, level: int = 0) -> Measure:
        whole = Measure()
        for node in selections.selections if selections else ():
            whole = whole.beside(self._one(node, level))
        return whole

    def _one(self, node: Node, level: int) -> Measure:
        if isinstance(node, FieldNode):
            return self._field(node, level)
        if isinstance(node, InlineFragmentNode):
            return self.measure(node.selection_set, level)
        assert isinstance(node, FragmentSpreadNode)
        return self._fragment(node.name.value, level)

    def _fragment(self, name: str, level: int) -> Measure:
        if name not in self.fragments or name in self.open:
            return Measure()  # unknown or circular: the standard rules refuse the document
        if (name, level) not in self.known:
            self.open.add(name)
            self.known[name, level] = self.measure(self.fragments[name].selection_set, level)
            self.open.discard(name)
        return self.known[name, level]

    def _field(self, node: FieldNode, level: int) -> Measure:
        name = node.name.value
        below = level + 1 if name in SCHEMA_LISTS else level
        inner = self.measure(node.selection_set, min(below, len(SCHEMA_LIST_COSTS) - 1))
        own = SCHEMA_LIST_COSTS[level] if name in SCHEMA_LISTS else 1
        return Measure(
            inner.depth + 1,
            inner.aliases + (node.alias is not None),
            min(own + inner.cost * self._times(node), ABOVE_ALL),
        )

    def _times(self, node: FieldNode) -> int:
        """How often what is inside will be worked out."""
        if node.name.value not in PAGES:
            return SHORT_LISTS.get(node.name.value, 1) if node.selection_set else 1
        sizes = [
            self._size(argument.value)
            for argument in node.arguments or ()
            if argument.name.value in ("first", "last")
        ]
        return max(sizes, default=USUAL_PAGE)

    def _size(self, value: Any) -> int:
        """A page size as written or as sent; nonsense counts as the largest page."""
        if isinstance(value, IntValueNode):
            number = int(value.value) if len(value.value) < len("1000000") else LARGEST_PAGE
        elif isinstance(value, VariableNode):
            number = self.variables.get(value.name.value, LARGEST_PAGE)
        else:
            number = LARGEST_PAGE
        if type(number) is not int or not 0 <= number <= LARGEST_PAGE:
            return LARGEST_PAGE
        return max(number, 1)


class CountDirectives(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def enter_directive(self, *_where: Any) -> None:
        self.count += 1


def check_size(text: str) -> None:
    """Before parsing: a document no longer than any honest one."""
    if len(text.encode()) > MAX_BYTES:
        raise RefusalError(
            BAD_USER_INPUT,
            _("The document is longer than %(most)s bytes. Ask for less in one request.")
            % {"most": figure(MAX_BYTES)},
        )


def cost_of(
    document: DocumentNode, operation: OperationDefinitionNode, variables: dict[str, Any]
) -> int:
    """What one operation costs, or a refusal."""
    directives = CountDirectives()
    visit(document, directives)
    measure = Walk(document, variables).measure(operation.selection_set)
    depth = MAX_SCHEMA_DEPTH if asks_the_schema(operation) else MAX_DEPTH
    for found, most, sentence in (
        (len(document.definitions), MAX_DEFINITIONS, _("It has more than %(most)s definitions.")),
        (directives.count, MAX_DIRECTIVES, _("It has more than %(most)s directives.")),
        (measure.aliases, MAX_ALIASES, _("It unfolds to more than %(most)s aliases.")),
        (measure.depth, depth, _("It is deeper than %(most)s levels.")),
        (measure.cost, MAX_COST, _("It costs more than %(most)s units.")),
    ):
        if found > most:
            refuse(sentence % {"most": figure(most)})
    return max(measure.cost, 1)


def refuse(reason: str) -> NoReturn:
    """Say which limit, and what to do about it."""
    advice = _("The document asks too much. %(reason)s Ask for smaller pages or fewer fields.")
    raise RefusalError(QUERY_TOO_COSTLY, advice % {"reason": reason})


def asks_the_schema(operation: OperationDefinitionNode) -> bool:
    """Whether an operation asks only about the schema itself, which nests deeper."""
    return all(
        isinstance(node, FieldNode) and node.name.value in ("__schema", "__type")
        for node in operation.selection_set.selections
    )
