"""The generated application."""

from echo import QUIET, Echo
from orders import Options, create_app

app = create_app(Echo(), options=Options(logger=QUIET, check_responses="never"))
