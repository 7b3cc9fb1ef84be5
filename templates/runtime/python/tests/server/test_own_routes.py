"""What a server answers beside its contract."""

from __future__ import annotations

import asyncio
import base64
import dataclasses
import hashlib
import re
from pathlib import Path
from typing import Any

import pytest

from runtime.server import Docs, Health, Options, Server
from runtime.server.docs import docs_reply
from runtime.server.spec import Response, Route
from tests.server.shop import Answer, Item204, Lines, Shop, ask, make_server, write_contract


def get(tmp_path: Path, target: str, method: str = "GET", **options: Any) -> Answer:
    return asyncio.run(ask(make_server(tmp_path, Shop(), **options).app(), method, target))


def test_health(tmp_path: Path) -> None:
    for path in ("/healthz", "/readyz"):
        answer = get(tmp_path, path)
        assert (
            answer.status == 200 and answer.json == {"status": "ok"} and answer.headers["cache-control"] == "no-store"
        )
        assert get(tmp_path, path, "HEAD").body == b""
        answer = get(tmp_path, path, "POST")
        assert answer.status == 405 and answer.headers["allow"] == "GET, HEAD"


async def ready_later() -> bool:
    return False


def failing() -> bool:
    raise RuntimeError("SECRET")


@pytest.mark.parametrize(
    ("is_ready", "status"), [(lambda: True, 200), (lambda: False, 503), (ready_later, 503), (failing, 500)]
)
def test_readiness(tmp_path: Path, is_ready: Any, status: int) -> None:
    health = Health(ready="/ready", is_ready=is_ready)
    answer = get(tmp_path, "/ready", health=health)
    assert answer.status == status and b"SECRET" not in answer.body
    assert get(tmp_path, "/healthz", health=health).status == 200
    assert get(tmp_path, "/readyz", health=health).status == 404


def test_a_server_that_closes_is_not_ready(tmp_path: Path) -> None:
    server = make_server(tmp_path, Shop())
    server.close()
    assert asyncio.run(ask(server.app(), "GET", "/readyz")).json == {"status": "unavailable"}


def test_the_contract_is_served(tmp_path: Path) -> None:
    answer = get(tmp_path, "/openapi.json")
    assert answer.headers["content-type"] == "application/json"
    assert answer.body == (tmp_path / "openapi.json").read_bytes()
    assert get(tmp_path, "/openapi.json", docs=Docs(document=None)).status == 404
    assert get(tmp_path, "/api/contract", docs=Docs(document="/api/contract")).status == 200


def test_nothing_is_served_of_a_contract_without_a_document(tmp_path: Path) -> None:
    contract = dataclasses.replace(write_contract(tmp_path), document=False, schemes=(), routes=())
    app = Server(contract, Shop(), Options()).app()
    assert asyncio.run(ask(app, "GET", "/openapi.json")).status == 404
    assert asyncio.run(ask(app, "GET", "/docs")).status == 404


def test_the_page_needs_nothing_from_elsewhere(tmp_path: Path) -> None:
    answer = get(tmp_path, "/docs")
    page = answer.body.decode()
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "<title>&lt;shop&gt;</title>" in page and '"title":"\\u003cshop>"' in page
    assert not re.search(r"(?:src|href)=|https?://|@import", page)
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in answer.headers["content-security-policy"]


def test_texts_of_a_contract_stay_texts() -> None:
    reply = docs_reply("</title><script>alert(1)</script>", '{"a":"</script><script>alert(1)</script><!--"}')
    page = (reply.body or b"").decode()
    assert "alert(1)</script><" not in page and "<script>alert" not in page and "<!--" not in page
    assert page.count("</script>") == 2


def test_paths_of_the_contract_come_first(tmp_path: Path) -> None:
    async def healthz() -> Any:
        return Item204()

    route = Route(id="h", method="GET", path="/healthz", handler="healthz", responses=(Response(204, Item204),))
    contract = dataclasses.replace(write_contract(tmp_path), routes=(route,))
    app = Server(contract, Shop(healthz=healthz), Options()).app()
    assert asyncio.run(ask(app, "GET", "/healthz")).status == 204


def test_own_routes_are_logged(tmp_path: Path) -> None:
    lines = Lines()
    asyncio.run(ask(make_server(tmp_path, Shop(), lines).app(), "GET", "/healthz"))
    assert lines.last["path"] == "/healthz" and lines.last["status"] == 200 and "operation" not in lines.last
