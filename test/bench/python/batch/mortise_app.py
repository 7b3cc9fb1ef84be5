"""Mortise's server, of predict.openapi.yaml."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from model import score
from predictions import Options, PredictionsService, create_app, in_thread
from predictions.models import Score
from predictions.operations import Predict200, PredictRequest


class Predictions(PredictionsService):
    @in_thread
    def predict(self, requests: Sequence[PredictRequest]) -> Sequence[Predict200 | Exception]:
        return [Predict200(Score(score=each)) for each in score([request.body.values for request in requests])]


# The others write no log either.
quiet = logging.getLogger("quiet")
quiet.setLevel(logging.CRITICAL)
app = create_app(Predictions(), options=Options(logger=quiet))
