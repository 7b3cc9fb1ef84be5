"""What people write with the generated client of ai-platform. `use_platform.py FOLDER URL`: prints a JSON of what came of it."""

from __future__ import annotations

import asyncio
import json
import sys
from datetime import UTC, datetime

sys.path.insert(0, sys.argv[1])

from ai_platform_client import (  # noqa: E402
    ApiConnectionError,
    ApiError,
    AsyncClient,
    Chat200Json,
    Chat429,
    CheckReady503,
    Client,
    GetModel200,
    GetModel404,
    OffContractError,
    PageError,
    Refreshable,
)
from ai_platform_client.models import ChatRequest, FilePurpose, Role  # noqa: E402
from ai_platform_client.operations import (  # noqa: E402
    UpdateUserApplicationMergePatchJsonBodyInput,
    UploadFilesBody,
    UploadFilesBodyMetadata,
)

# The contract has files of its own.
from ai_platform_client.runtime.client import File  # noqa: E402

URL = sys.argv[2]
ADA = "7c9e6679-7425-40de-944b-e07fc1f90ae7"
said: dict[str, object] = {}


def chat(text: str, stream: bool = False) -> ChatRequest:
    return ChatRequest.model_validate({"messages": [{"role": "user", "content": text}], "stream": stream})


def upload() -> UploadFilesBody:
    files = [File.of(text.encode(), f"{text}.txt", "text/plain") for text in "abcde"]
    return UploadFilesBody(metadata=UploadFilesBodyMetadata(purpose=FilePurpose.CHAT), files=files)


with Client(URL, api_key="key-1", retries=0) as client:
    match client.get_model("none"):
        case GetModel404(body=problem):
            said["missing"] = problem.title
        case GetModel200(body=model):
            said["missing"] = model.id
        case other:
            said["missing"] = other.status
    try:
        client.get_model("none").unwrap()
    except ApiError as error:
        said["raised"] = [error.status, isinstance(error.result, GetModel404)]

    user = next(client.list_users_all())
    said["dates"] = [user.created_at == datetime(2026, 3, 14, 9, 26, 53, tzinfo=UTC), str(user.id) == ADA]
    changed = client.update_user(user.id, UpdateUserApplicationMergePatchJsonBodyInput(avatar_file_id=None, role=Role.GUEST)).unwrap()
    said["changed"] = changed.role
    ready = client.check_ready()
    said["ready"] = ready.body.checks if isinstance(ready, CheckReady503) else None

    said["audit"] = [event.id for event in client.list_audit_events_all(per_page=2)]
    uploaded = client.upload_files(upload()).raise_for_status()
    said["uploaded"] = uploaded.status
    said["files"] = len(list(client.list_files_all(limit=2)))
    file = next(client.list_files_all(limit=1))
    with client.download_file(file.id).unwrap() as download:
        said["downloaded"] = download.read().decode()

    whole = client.chat(chat("hello there"))
    said["whole"] = whole.body.message.content if isinstance(whole, Chat200Json) else None
    said["overload"] = isinstance(client.chat(chat("overload")), Chat429)
    with client.chat_stream(chat("grüße an alle", stream=True)).unwrap() as events:
        said["events"] = [event.model_dump(mode="json", exclude_unset=True) for event in events]
    with client.chat_stream(chat("forever", stream=True)).unwrap() as events:
        for event in events:
            said["first"] = event.model_dump(mode="json", exclude_unset=True)
            break
    for word in ("break", "garbage"):
        try:
            list(client.chat_stream(chat(f"some {word}", stream=True)).unwrap())
        except (ApiConnectionError, OffContractError) as error:
            said[word] = type(error).__name__


async def later() -> None:
    asked = []

    async def refresh(refused: str) -> str:
        asked.append(refused)
        return "key-1"

    async with AsyncClient(URL, api_key=Refreshable("old", refresh)) as client:
        events = (await client.chat_stream(chat("one two", stream=True))).unwrap()
        said["async"] = [event.type async for event in events]
        said["async audit"] = [event.id async for event in client.list_audit_events_all(per_page=2)]
        (await client.upload_files(upload())).unwrap()
        file = await anext(aiter(client.list_files_all(limit=1)))
        said["async downloaded"] = (await (await client.download_file(file.id)).unwrap().aread()).decode()
    said["page error"] = issubclass(PageError, Exception)


asyncio.run(later())
print(json.dumps(said))
