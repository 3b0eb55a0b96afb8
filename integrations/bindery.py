"""Binds in a process of its own: it computes for seconds, and reads what strangers wrote."""

import asyncio
import logging
import os
import pickle
import resource
import signal
import sys
import tempfile
from collections.abc import Mapping
from typing import BinaryIO, Final

from bot.model.binding import Binding
from bot.ports.workshop import BindingFailed
from integrations.binder import bound_pdf

BINDING_SECONDS: Final = 120
# It ends by itself, unless somebody has frozen it.
PATIENCE: Final = BINDING_SECONDS + 10
# Whatever a file makes a reader do, the bot beside it keeps its memory.
MEMORY: Final = 4 * 1024**3
# Neither the token nor any other setting: strangers' files are read there.
NEEDED: Final = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "TMPDIR")


async def bound_apart(binding: Binding, contents: Mapping[str, bytes]) -> bytes:
    """As bound_pdf. Raises BindingFailed after two minutes, or when the process ends without a PDF.

    Papers and PDF pass through files that have no name: a pipe would be emptied on the event loop.
    """
    with tempfile.TemporaryFile() as papers, tempfile.TemporaryFile() as pdf:
        await asyncio.to_thread(_write, papers, binding, contents)
        await _run(papers, pdf)
        return await asyncio.to_thread(_read, pdf)


async def _run(papers: BinaryIO, pdf: BinaryIO) -> None:
    """Raises BindingFailed. Whoever is cancelled meanwhile leaves no process behind."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-W", "ignore", "-m", __name__),
        stdin=papers,
        stdout=pdf,
        env={name: os.environ[name] for name in NEEDED if name in os.environ},
        start_new_session=True,
    )
    try:
        async with asyncio.timeout(PATIENCE):
            status = await process.wait()
    except TimeoutError:
        raise BindingFailed("the bindery did not end") from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if status:
        raise BindingFailed(f"the bindery ended with {status}")


def _write(papers: BinaryIO, binding: Binding, contents: Mapping[str, bytes]) -> None:
    pickle.dump((binding, contents), papers)
    papers.seek(0)


def _read(pdf: BinaryIO) -> bytes:
    pdf.seek(0)
    return pdf.read()


def main() -> int:
    """Bind what standard input holds and write the PDF to standard output."""
    # By itself, too: nobody else would end it once the bot was killed.
    signal.alarm(BINDING_SECONDS)
    os.nice(10)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    logging.basicConfig(format="%(levelname)s %(message)s")
    binding, contents = pickle.load(sys.stdin.buffer)  # noqa: S301 (the bot itself wrote it)
    try:
        pdf = bound_pdf(binding, contents)
    except Exception as error:  # noqa: BLE001
        # A traceback would quote what people wrote.
        logging.error("bindery.failed: %s", type(error).__name__)
        return 1
    sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())
