"""Runs a service on a Ray of this machine alone, on the port that it is given, until its input ends."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Sequence

import ray
from ray import serve

from predictions import PredictionsService
from predictions.deployment import deploy
from predictions.models import Score
from predictions.operations import Predict200, PredictRequest


class Predictions(PredictionsService):
    """Its score is the number of calls in a batch; negative values fail."""

    async def predict(self, requests: Sequence[PredictRequest]) -> Sequence[Predict200 | Exception]:
        await asyncio.sleep(0.02)
        return [self.score(request, len(requests)) for request in requests]

    def score(self, request: PredictRequest, size: int) -> Predict200 | Exception:
        if request.body.values[0] < 0:
            return ValueError("secret")
        return Predict200(Score(score=size), headers={"X-Replica": str(os.getpid())})


def main() -> None:
    ray.init(address="local", num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="ERROR")
    try:
        serve.start(http_options={"host": "127.0.0.1", "port": int(sys.argv[1])})
        serve.run(deploy(Predictions, num_replicas=2, ray_actor_options={"num_cpus": 0.1}), route_prefix="/")
        print("ready", flush=True)
        sys.stdin.read()
    finally:
        serve.shutdown()
        ray.shutdown()


if __name__ == "__main__":
    main()
