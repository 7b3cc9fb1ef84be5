# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""The problem of a request that breaks the contract."""

from __future__ import annotations

from ..check.report import Report
from .problem import ProblemError
from .spec import Route


def violation_status(route: Route) -> int:
    """422 only where an operation declares that, and not 400."""
    declared = {response.status for response in route.responses}
    return 422 if 422 in declared and 400 not in declared else 400


def refuse(report: Report, status: int, is_malformed: bool) -> ProblemError:
    """Makes the problem of what a report has. Is malformed: the body is no JSON at all."""
    violations, truncated = report.list()
    code = "malformed_json" if is_malformed else "invalid_request"
    return ProblemError(code, status=status, violations=violations, truncated=truncated)  # type: ignore[arg-type]
