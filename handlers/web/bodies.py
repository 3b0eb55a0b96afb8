"""Reads what somebody sends: all of it, if it is not too much and does not take too long."""

import asyncio

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

SECONDS = 10.0


async def body_of(request: Request, *, largest: int) -> bytes:
    """All of it. Raises HTTPException: 413 beyond `largest` bytes, 408 after ten seconds, 400 for a half."""
    try:
        async with asyncio.timeout(SECONDS):
            return await _read(request, largest)
    except TimeoutError:
        raise HTTPException(408, headers={"Connection": "close"}) from None
    except ClientDisconnect:
        raise HTTPException(400) from None


async def _read(request: Request, largest: int) -> bytes:
    raw = bytearray()
    async for chunk in request.stream():
        raw += chunk
        if len(raw) > largest:
            raise HTTPException(413, headers={"Connection": "close"})
    return bytes(raw)
