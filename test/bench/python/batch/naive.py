"""FastAPI as people write it: each request calls the model for itself."""

from __future__ import annotations

from typing import Annotated

from fastapi import FastAPI
from model import score
from pydantic import BaseModel, Field


class Features(BaseModel):
    values: Annotated[list[float], Field(min_length=1, max_length=100)]


class Score(BaseModel):
    score: float


app = FastAPI()


@app.post("/predict")
def predict(features: Features) -> Score:
    return Score(score=score([features.values])[0])
