"""FastAPI with the package `batched`."""

from __future__ import annotations

from batched import aio
from fastapi import FastAPI
from model import score
from naive import Features, Score

app = FastAPI()


# A list is taken for several items: one is a list of one.
@aio.dynamically(batch_size=64, timeout_ms=5.0)
def run(items: list[list[float]]) -> list[float]:
    return score(items)


@app.post("/predict")
async def predict(features: Features) -> Score:
    return Score(score=(await run([features.values]))[0])
