"""A call through the generated client against bare httpx: CPU time of this process, in alternating rounds against a server in another process.

`client-call.py FOLDER PACKAGE [rounds] [calls a round]`; client-call.mjs generates the client.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import multiprocessing
import statistics
import sys
import time
from typing import Any

USER = {"id": 7, "name": "Ada Lovelace", "email": "ada@example.com", "role": "admin", "created_at": "2026-03-14T09:26:53Z"}
BODY = json.dumps(USER).encode()
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (len(BODY), BODY)


async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while await reader.readuntil(b"\r\n\r\n"):
            writer.write(ANSWER)
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


def serve(pipe: Any) -> None:
    async def main() -> None:
        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        pipe.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(main())


def measure(calls: int, call: Any) -> float:
    start = time.process_time()
    for _ in range(calls):
        call()
    return (time.process_time() - start) / calls * 1e6


def compare(base: str, package: str, rounds: int, calls: int) -> None:
    import httpx

    module = importlib.import_module(package)
    headers = {"accept": "application/json, application/problem+json", "authorization": "Bearer t"}
    http = httpx.Client()
    client = module.Client(base, bearer_auth="t")
    user = module.User

    def bare() -> None:
        assert json.loads(http.get(f"{base}/users/7", headers=headers).content)["id"] == 7

    def with_model() -> None:
        assert user.model_validate_json(http.get(f"{base}/users/7", headers=headers).content).id == 7

    def ours() -> None:
        assert client.get_user(7).unwrap().id == 7

    names = {"httpx + json": bare, "httpx + model": with_model, "client": ours}
    times: dict[str, list[float]] = {name: [] for name in names}
    for call in names.values():
        measure(calls, call)
    for _ in range(rounds):
        for name, call in names.items():
            times[name].append(measure(calls, call))
    base_time = statistics.median(times["httpx + model"])
    for name, all_times in times.items():
        own = statistics.median(all_times)
        print(f"{name:16} {own:8.1f} us CPU a call   {own / base_time:5.2f} x httpx + model")


if __name__ == "__main__":
    folder, package = sys.argv[1:3]
    rounds, calls = (int(each) for each in [*sys.argv[3:], "40", "50"][:2])
    sys.path.insert(0, folder)
    here, there = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(there,), daemon=True)
    server.start()
    compare(f"http://127.0.0.1:{here.recv()}", package, rounds, calls)
    server.terminate()
