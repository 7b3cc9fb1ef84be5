"""Drives a generated client: each line of the input is a request, each line of the output what came back.

`driver.py FOLDER PACKAGE URL KIND CREDENTIALS`. Values come as JSON and go out as JSON, by the codecs of the package.
"""

from __future__ import annotations

import asyncio
import base64
import importlib
import json
import sys
import traceback
from typing import Any, get_args

FOLDER, PACKAGE, URL, KIND, CREDENTIALS = sys.argv[1:6]
sys.path.insert(0, FOLDER)

client_of = importlib.import_module(f"{PACKAGE}.client")
runtime = importlib.import_module(f"{PACKAGE}.runtime.client")
wire = importlib.import_module(f"{PACKAGE}.runtime.wire")
reader = importlib.import_module(f"{PACKAGE}.runtime.wire.json")


def read(annotation: Any, text: str) -> Any:
    return wire.codec_of(annotation).read(reader.read_json(text.encode(), max_depth=500))


def holds_files(annotation: Any) -> bool:
    return annotation is wire.File or any(holds_files(each) for each in get_args(annotation))


def with_files(annotation: Any, tree: Any, files: list[Any]) -> Any:
    """A tree whose numbers of files are files."""
    if isinstance(tree, int) and not isinstance(tree, bool) and holds_files(annotation):
        return files[tree]
    if isinstance(tree, list):
        return [with_files(annotation, item, files) for item in tree]
    if isinstance(tree, dict) and isinstance(annotation, type) and issubclass(annotation, wire.Model):
        fields = {(field.alias or name): field.annotation for name, field in annotation.model_fields.items()}
        return {name: with_files(fields.get(name), item, files) for name, item in tree.items()}
    if isinstance(tree, dict):
        return {name: with_files(annotation, item, files) for name, item in tree.items()}
    return tree


def body_of(given: dict[str, Any], content: Any) -> Any:
    if content.kind == "binary":
        return base64.b64decode(given["Bytes"])
    if content.is_stream:
        return [read(content.type, json.dumps(item)) for item in json.loads(given["Body"])] if "[" in given["Body"] else []
    tree = reader.read_json(given["Body"].encode(), max_depth=500)
    files = [wire.File.of(base64.b64decode(file["Content"]), file["Name"], file["Type"]) for file in given["Files"]]
    return wire.codec_of(content.type).read(with_files(content.type, tree, files))


def arguments_of(given: dict[str, Any], spec: Any) -> tuple[dict[str, Any]]:
    arguments: dict[str, Any] = {}
    for index, text in given["Parameters"].items():
        arguments[given["Arguments"][int(index)]] = read(spec.parameters[int(index)].type, text)
    if given["Content"] >= 0:
        arguments["body"] = body_of(given, spec.body[given["Content"]])
        if len(spec.body) > 1 or "*" in spec.body[0].media_type:
            arguments["content_type"] = given["ContentType"] or spec.body[given["Content"]].media_type
    return arguments


def text_of(annotation: Any, value: Any) -> str:
    def file(part: Any) -> Any:
        return {"filename": part.filename, "content_type": part.content_type, "content": base64.b64encode(part.open().read()).decode()}

    return wire.codec_of(annotation).write(value, fallback=file).decode()


def look(spec: Any, result: Any, body: Any) -> dict[str, Any]:
    """What an answer says."""
    for response in spec.responses:
        contents = [each for each in response.contents if (each.result or response.result) is type(result)]
        if not contents and response.result is not type(result):
            continue
        headers = {
            header.name: text_of(header.type, getattr(result, header.attribute))
            for header in response.headers
            if getattr(result, header.attribute) is not None
        }
        text = ""
        if contents and contents[0].kind == "binary":
            text = json.dumps(base64.b64encode(body).decode())
        elif contents and contents[0].is_stream:
            text = "[" + ",".join(text_of(contents[0].type, item) for item in body) + "]"
        elif contents:
            text = text_of(contents[0].type, body)
        return {"Name": type(result).__name__, "Headers": headers, "Body": text, "Error": ""}
    raise TypeError(type(result).__name__)


def plan(given: dict[str, Any], client: Any) -> tuple[Any, Any, dict[str, Any]]:
    spec = getattr(importlib.import_module(f"{PACKAGE}.specs.{given['Group']}"), given["Spec"])
    method = getattr(client, given["Method"])
    return spec, method, arguments_of(given, spec)


def failed(error: Exception) -> dict[str, Any]:
    return {"Name": "", "Headers": None, "Body": "", "Error": f"{type(error).__name__}: {error}\n{traceback.format_exc()}"}


def drive() -> None:
    with client_of.Client(URL, retries=0, **json.loads(CREDENTIALS)) as client:
        for line in sys.stdin:
            try:
                spec, method, arguments = plan(json.loads(line), client)
                result = method(**arguments)
                body = result.body
                if isinstance(body, runtime.Download):
                    body = body.read()
                elif isinstance(body, runtime.Stream):
                    body = list(body)
                seen = look(spec, result, body)
            except Exception as error:
                seen = failed(error)
            print(json.dumps(seen), flush=True)


async def drive_async() -> None:
    async with client_of.AsyncClient(URL, retries=0, **json.loads(CREDENTIALS)) as client:
        while line := await asyncio.to_thread(sys.stdin.readline):
            try:
                spec, method, arguments = plan(json.loads(line), client)
                result = await method(**arguments)
                body = result.body
                if isinstance(body, runtime.Download):
                    body = await body.aread()
                elif isinstance(body, runtime.Stream):
                    body = [item async for item in body]
                seen = look(spec, result, body)
            except Exception as error:
                seen = failed(error)
            print(json.dumps(seen), flush=True)


if KIND == "sync":
    drive()
else:
    asyncio.run(drive_async())
