# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Applications as deployments of Ray Serve."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from fastapi import FastAPI
from ray import serve

from ..server.options import Options
from ..server.spec import Contract
from .batches import RayBatch

_USUAL_ONGOING: Final = 100


def on_ray(options: Options | None) -> Options:
    """Gives the options of an application that runs in a replica: Ray makes the batches, and measures them."""
    return replace(options or Options(), open_batch=RayBatch)


def deploy_app(
    contract: Contract, name: str, build: Callable[[], FastAPI], settings: dict[str, Any]
) -> serve.Application:
    """Makes a deployment of an application, which each replica builds for itself.

    `settings` are those of `ray.serve.deployment`. Where they don't say how many requests a replica may have at once,
    that is two batches: one that is being answered, and one that comes together meanwhile. What is more than may wait,
    Ray answers with 503.
    """
    batches = [route.batch for route in contract.routes if route.batch is not None]
    ongoing = max([_USUAL_ONGOING, *(2 * batch.max_size for batch in batches)])
    usual: dict[str, Any] = {"name": name, "max_ongoing_requests": ongoing}
    if batches:
        usual["max_queued_requests"] = max(batch.max_queue for batch in batches)
    return serve.deployment(**(usual | settings))(serve.ingress(build)()).bind()
