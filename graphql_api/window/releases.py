"""Which release the numbers are from, and how it was made."""

from datetime import datetime

import strawberry
from strawberry import Info

from graphql_api.models import Release as Row
from graphql_api.window.question import Question, asked

KIND = "release"


@strawberry.type(description="How the release was protected. · پارامترهای محافظت")
class ReleaseParameters:
    profile: str
    k: int = strawberry.field(description="No lot has fewer places. · کمینهٔ جاهای هر دسته")
    list_epsilon: float
    list_delta: float
    noise_bound: int
    sigma: int
    threshold: int
    margin: int
    alpha: float
    coverage_percent: int
    needs_per_family: int


@strawberry.type(
    description="One publication of the whole list, the same for everyone. · یک انتشار"
)
class Release:
    id: strawberry.ID
    published_at: datetime
    period: str
    sha256: str
    seed_commitment: str
    row: strawberry.Private[Row]

    @strawberry.field(description="How it was protected. · پارامترها")
    def parameters(self) -> ReleaseParameters:
        told = self.row.parameters
        return ReleaseParameters(
            profile=told["profile"],
            k=told["k"],
            list_epsilon=float(told["listEpsilon"]),
            list_delta=float(told["listDelta"]),
            noise_bound=told["noiseBound"],
            sigma=told["sigma"],
            threshold=told["threshold"],
            margin=told["margin"],
            alpha=told["alpha"],
            coverage_percent=told["coveragePercent"],
            needs_per_family=told["needsPerFamily"],
        )


def release_of(row: Row, question: Question) -> Release:
    return Release(
        id=strawberry.ID(question.names.name(KIND, row.number)),
        published_at=row.published_at,
        period=row.period,
        sha256=row.sha256,
        seed_commitment=row.seed_commitment,
        row=row,
    )


@strawberry.type
class ReleaseQuery:
    @strawberry.field(description="The current release. · انتشار جاری")
    def release(self, info: Info) -> Release:
        question = asked(info)
        return release_of(question.release, question)
