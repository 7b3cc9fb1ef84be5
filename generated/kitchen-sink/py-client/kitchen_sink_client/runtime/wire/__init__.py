# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Values of the contract as Python has them, and as they travel."""

from .choice import EachOf, FirstOf, Ruled, Tagged, combine
from .codec import Codec, CodecError, codec_of, read_value
from .file import File
from .model import Model, Nullable
from .times import Date, DateTime
from .values import (
    EXACTLY,
    FITTING,
    LOOSE,
    OPEN,
    POSITIONS,
    Base64,
    Exactly,
    Fitting,
    Json,
    Loose,
    Never,
    Number,
    Open,
    OpenIntEnum,
    OpenStrEnum,
    Positions,
)
from .wide import LooseModel, WideModel

__all__ = [
    "EXACTLY",
    "FITTING",
    "LOOSE",
    "OPEN",
    "POSITIONS",
    "Base64",
    "Codec",
    "CodecError",
    "Date",
    "DateTime",
    "EachOf",
    "Exactly",
    "File",
    "FirstOf",
    "Fitting",
    "Json",
    "Loose",
    "LooseModel",
    "Model",
    "Never",
    "Nullable",
    "Number",
    "Open",
    "OpenIntEnum",
    "OpenStrEnum",
    "Positions",
    "Ruled",
    "Tagged",
    "WideModel",
    "codec_of",
    "combine",
    "read_value",
]
