"""The generated router in an application of FastAPI's."""

from echo import QUIET, Echo
from fastapi import FastAPI
from orders import Options, create_router

app = FastAPI()
app.include_router(create_router(Echo(), options=Options(logger=QUIET, check_responses="never")))
