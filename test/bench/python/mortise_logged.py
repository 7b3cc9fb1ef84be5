"""The generated application, which writes a line a request into a file that nobody keeps."""

import logging
import os

from echo import Echo
from orders import Options, create_app
from orders.runtime.server.log import JsonFormatter

logger = logging.getLogger("requests")
logger.setLevel(logging.INFO)
logger.propagate = False
handler = logging.StreamHandler(open(os.devnull, "w"))  # noqa: SIM115
handler.setFormatter(JsonFormatter())
logger.addHandler(handler)
app = create_app(Echo(), options=Options(logger=logger, check_responses="never"))
