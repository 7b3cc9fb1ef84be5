"""Serves one of the applications that are compared on a free port, which is told on standard output.

Each line of standard input is answered with the seconds of CPU that the process has taken so far; the end of it ends the process.
"""

from __future__ import annotations

import importlib
import os
import socket
import sys
import threading
import time

import uvicorn


def main() -> None:
    application = importlib.import_module(sys.argv[1]).app
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(application, log_level="critical", access_log=False))
    print(listener.getsockname()[1], flush=True)
    threading.Thread(target=answer, args=(server,), daemon=True).start()
    server.run(sockets=[listener])


def answer(server: uvicorn.Server) -> None:
    for _ in sys.stdin:
        print(time.process_time(), flush=True)
    server.should_exit = True
    os._exit(0)


if __name__ == "__main__":
    main()
