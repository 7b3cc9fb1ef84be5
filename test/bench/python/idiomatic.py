"""FastAPI as people write it."""

from __future__ import annotations
from typing import Annotated, Literal
from uuid import UUID
from datetime import datetime
from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict, Field
class LineItem(BaseModel):
    model_config = ConfigDict(extra="forbid")
    sku: Annotated[str, Field(pattern="^[A-Z]{3}-[0-9]{6}$")]
    productId: UUID
    name: Annotated[str, Field(min_length=1, max_length=200)]
    kind: Literal["physical","digital","service"]
    quantity: Annotated[int, Field(ge=1, le=1000)]
    unitPrice: Annotated[float, Field(ge=0, le=1000000)]
    discount: Annotated[float | None, Field(ge=0, le=1)] = None
    availableAt: datetime | None = None
class Order(BaseModel):
    model_config = ConfigDict(extra="forbid")
    id: UUID
    customerId: UUID
    status: Literal["pending","paid","shipped","cancelled"]
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$")]
    createdAt: datetime
    email: Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+$", max_length=254)]
    total: Annotated[float, Field(ge=0)]
    priority: Annotated[int, Field(ge=1, le=10)]
    giftWrap: bool
    notes: Annotated[str | None, Field(max_length=500)] = None
    items: Annotated[list[LineItem], Field(min_length=1, max_length=100)]
app = FastAPI()
@app.post("/orders")
async def create_order(order: Order) -> Order:
    return order
