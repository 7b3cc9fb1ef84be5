# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Answers HTTP requests as a contract has them, behind Starlette or FastAPI.

It finds the operation, asks who calls, reads and checks what came, calls the service, and writes what that says.
"""

from ..check.report import Violation
from .call import Call, current_call
from .credentials import BasicCredential
from .options import CheckResponses, Docs, Handler, Health, Middleware, OperationOptions, Options, UnknownQuery
from .problem import Problem, ProblemCode, ProblemError
from .results import Headers
from .serve import run
from .server import Server
from .threads import in_thread
from .verify import VerifyBasic, VerifyConnection, VerifyText

__all__ = [
    "BasicCredential",
    "Call",
    "CheckResponses",
    "Docs",
    "Handler",
    "Headers",
    "Health",
    "Middleware",
    "OperationOptions",
    "Options",
    "Problem",
    "ProblemCode",
    "ProblemError",
    "Server",
    "UnknownQuery",
    "VerifyBasic",
    "VerifyConnection",
    "VerifyText",
    "Violation",
    "current_call",
    "in_thread",
    "run",
]
