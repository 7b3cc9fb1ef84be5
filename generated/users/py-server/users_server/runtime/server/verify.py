# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""The functions that say who calls, by what they get."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeAlias

from starlette.requests import Request

from .credentials import BasicCredential

VerifyText: TypeAlias = Callable[[str, Sequence[str]], Awaitable[object] | object]
"""Gets a token or key, and the scopes that the operation requires."""

VerifyBasic: TypeAlias = Callable[[BasicCredential, Sequence[str]], Awaitable[object] | object]
"""Gets user name and password, and the scopes that the operation requires."""

VerifyConnection: TypeAlias = Callable[[Request, Sequence[str]], Awaitable[object] | object]
"""Gets the request, whose connection has the client's certificate, and the scopes that the operation requires."""
