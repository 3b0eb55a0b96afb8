"""A request as it arrives over HTTP, made into Params."""

import json
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.requests import Request

from integrations.botapi.errors import ApiRefusal, bad_request
from integrations.botapi.files import LARGEST_UPLOAD
from integrations.botapi.params import Params, Upload
from integrations.botapi.shapes import Json

_TOO_LARGE = ApiRefusal(413, "Request Entity Too Large")


async def read_params(request: Request) -> Params:
    """Values of the query string, then of the body: JSON, a form, or a form with files."""
    values: Json = dict(request.query_params)
    if request.method != "POST":
        return Params(values)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        return await _multipart(request, values)
    body = await request.body()
    if kind == "application/json":
        return Params(values | _json(body))
    return Params(values | dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)))


def _json(body: bytes) -> Json:
    try:
        read = json.loads(body or b"{}")
    except ValueError:
        raise bad_request("can't parse request body as JSON") from None
    if not isinstance(read, dict):
        raise bad_request("request body must be a JSON object")
    return read


async def _multipart(request: Request, values: Json) -> Params:
    files: dict[str, Upload] = {}
    async with request.form(max_part_size=LARGEST_UPLOAD) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                files[name] = await _upload(value)
            else:
                values[name] = value
    return Params(values, files)


async def _upload(part: UploadFile) -> Upload:
    if (part.size or 0) > LARGEST_UPLOAD:
        raise _TOO_LARGE
    return Upload(part.filename or "file", await part.read(), part.content_type or "")
