# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""The requests of a contract, sent and read: what generated clients are made of."""

from ..wire.file import File
from ..wire.strict import be_strict
from .auth import BasicCredential, Credential, Refreshable
from .body import AsyncBytes, Bytes
from .call import CallInfo
from .client import AsyncBaseClient, SyncClient
from .download import Download
from .errors import (
    ApiConnectionError,
    ApiError,
    ApiTimeoutError,
    ClientError,
    CredentialError,
    OffContractError,
    RequestError,
    TokenError,
)
from .oauth import ClientCredentials, RefreshTokens, TokenSet
from .options import CallOptions, ClientOptions, Reconnect, Retries, fill_server
from .pages import PageError
from .results import NO_ANSWER, Answer, Either, Failure, Success
from .stream import Stream
from .values import UNSET, Unset

__all__ = [
    "NO_ANSWER",
    "UNSET",
    "Answer",
    "ApiConnectionError",
    "ApiError",
    "ApiTimeoutError",
    "AsyncBaseClient",
    "AsyncBytes",
    "BasicCredential",
    "Bytes",
    "CallInfo",
    "CallOptions",
    "ClientCredentials",
    "ClientError",
    "ClientOptions",
    "Credential",
    "CredentialError",
    "Download",
    "Either",
    "Failure",
    "File",
    "OffContractError",
    "PageError",
    "Reconnect",
    "RefreshTokens",
    "Refreshable",
    "RequestError",
    "Retries",
    "Stream",
    "Success",
    "SyncClient",
    "TokenError",
    "TokenSet",
    "Unset",
    "fill_server",
]

# Nobody has looked at answers before their types do.
be_strict()
