"""FastAPI whose endpoint reads and writes bytes itself."""

from __future__ import annotations

from fastapi import FastAPI, Request, Response
from idiomatic import Order
from pydantic import ValidationError

app = FastAPI()


@app.post("/orders")
async def create_order(request: Request) -> Response:
    try:
        order = Order.__pydantic_validator__.validate_json(await request.body())
    except ValidationError as error:
        return Response(error.json(), 422, media_type="application/json")
    return Response(Order.__pydantic_serializer__.to_json(order), media_type="application/json")
