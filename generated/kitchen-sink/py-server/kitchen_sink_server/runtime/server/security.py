# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Who calls, by the security schemes of the contract (wire profile, step 2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from .call import Call
from .credentials import challenge_of, credential_of
from .invoke import Invocation, plan_invocation
from .options import Verifier
from .problem import ProblemError
from .spec import Requirement, Route, Scheme


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One scheme that one alternative asks for."""

    key: int
    """The same for equal steps of several alternatives: their function is asked once."""
    scheme: Scheme
    scopes: tuple[str, ...]
    verify: Invocation


@dataclass(slots=True)
class _Verdict:
    """What a security function said of a credential."""

    principal: Any = None
    refusal: ProblemError | None = None


_NOBODY: Final = _Verdict()


class SecurityPlan:
    """How the callers of one operation are known."""

    __slots__ = ("_alternatives", "challenges")

    def __init__(self, alternatives: Sequence[Sequence[Step]], challenges: Sequence[str]) -> None:
        # Who has a credential is known by it, also where anonymous callers are welcome.
        self._alternatives: Final = tuple(sorted((tuple(steps) for steps in alternatives), key=lambda steps: not steps))
        self.challenges: Final = ", ".join(challenges)
        """For WWW-Authenticate."""

    async def authorize(self, call: Call) -> None:
        """Finds the first alternative that holds, and notes its principals.

        The problem is 403 if all credentials of an alternative are valid and one doesn't reach far enough, else 401.
        """
        known: dict[int, _Verdict] = {}
        refusal: ProblemError | None = None
        for steps in self._alternatives:
            principals: dict[str, Any] = {}
            refused: ProblemError | None = None
            for step in steps:
                said = known.get(step.key)
                if said is None:
                    said = known[step.key] = await _ask(call, step)
                if said.refusal is not None:
                    refused = refused or said.refusal
                elif said is _NOBODY:
                    break
                else:
                    principals[step.scheme.name] = said.principal
            else:
                if refused is None:
                    call.principals = principals
                    return
                refusal = refusal or refused
        raise refusal or ProblemError("unauthorized")


async def _ask(call: Call, step: Step) -> _Verdict:
    credential = credential_of(step.scheme, call)
    if credential is None:
        return _NOBODY
    try:
        principal = await step.verify(credential, step.scopes)
    except ProblemError as problem:
        if problem.code == "unauthorized":
            return _NOBODY
        if problem.code == "forbidden":
            return _Verdict(refusal=problem)
        raise
    # What is falsy comes of looking for somebody in vain: nobody gets in by it.
    return _Verdict(principal) if principal else _NOBODY


def plan_security(route: Route, schemes: Sequence[Scheme], verifiers: Mapping[str, Verifier]) -> SecurityPlan | None:
    """Plans who may call an operation; None: everybody. Raises ValueError where a scheme has no function: a server must
    not fail open."""
    if not route.security:
        return None
    keys: dict[tuple[str, tuple[str, ...]], int] = {}
    challenges: dict[str, None] = {}
    alternatives: list[list[Step]] = []
    for alternative in route.security:
        steps: list[Step] = []
        for required in alternative:
            scheme, verify = _scheme_of(route, required, schemes, verifiers)
            key = keys.setdefault((required.scheme, required.scopes), len(keys))
            challenges[challenge_of(scheme)] = None
            steps.append(Step(key, scheme, required.scopes, plan_invocation(verify)))
        alternatives.append(steps)
    return SecurityPlan(alternatives, tuple(challenges))


def _scheme_of(
    route: Route, required: Requirement, schemes: Sequence[Scheme], verifiers: Mapping[str, Verifier]
) -> tuple[Scheme, Verifier]:
    scheme = next((each for each in schemes if each.name == required.scheme), None)
    if scheme is None:
        raise ValueError(f"the contract doesn't describe the security scheme {required.scheme!r} of {route.id!r}")
    verify = verifiers.get(required.scheme)
    if verify is None:
        raise ValueError(
            f"{route.id!r} requires the security scheme {required.scheme!r}: give the options a function for it"
        )
    return scheme, verify
