# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Serves an application with uvicorn, with limits for requests from strangers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import uvicorn

from .protocol import Protocol

if TYPE_CHECKING:
    from fastapi import FastAPI

_GRACE_SECONDS: Final = 30
_KEEP_ALIVE_SECONDS: Final = 75


def run(app: FastAPI, *, host: str = "127.0.0.1", port: int = 8000, **settings: Any) -> None:
    """Serves until the process is asked to end (SIGINT, SIGTERM): then no more requests are taken, and those under way
    have half a minute.

    Host is an address of this machine, or "0.0.0.0" for all of them. Settings are those of `uvicorn.run`. Each request
    has its line in the log of the application, so uvicorn writes none.
    """
    usual: dict[str, Any] = {
        "http": Protocol,
        "access_log": False,
        "server_header": False,
        "timeout_graceful_shutdown": _GRACE_SECONDS,
        "timeout_keep_alive": _KEEP_ALIVE_SECONDS,
    }
    uvicorn.run(app, host=host, port=port, **{**usual, **settings})
