"""Binding in a process of its own: the same file, and nothing left behind however it ends."""

import asyncio
import os
import signal
from pathlib import Path

import pytest

from bot.model.binding import Binding, Bundle, Paper
from bot.ports.workshop import BindingFailed
from integrations.binder import bound_pdf
from integrations.bindery import bound_apart
from tests.integrations.test_binder import a_line, a_pdf, an_agenda
from tests.stories.process import children_of, wait_until

CONTENTS = {"front": a_pdf(2), "a": a_pdf(3)}


def a_binding() -> Binding:
    line = a_line()
    bundle = Bundle(line=line, papers=[Paper(name="a.pdf", sha256="a")])
    return Binding(agenda=an_agenda(line), part=1, parts=1, front="front", bundles=[bundle])


def binderies() -> list[int]:
    """The processes of this one that bind."""
    return children_of(os.getpid(), "integrations.bindery")


def test_papers_bound_apart_are_the_same_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)

    bound = asyncio.run(bound_apart(a_binding(), CONTENTS))

    assert bound == bound_pdf(a_binding(), CONTENTS)


def test_a_binding_whose_process_is_ended_has_failed() -> None:
    async def ended() -> None:
        binding = asyncio.create_task(bound_apart(a_binding(), CONTENTS))
        (process,) = await asyncio.to_thread(wait_until, binderies, "a bindery")
        os.kill(process, signal.SIGTERM)
        await binding

    with pytest.raises(BindingFailed, match="the bindery ended with -15"):
        asyncio.run(ended())


def test_whoever_stops_waiting_leaves_no_process_behind() -> None:
    async def cancelled() -> None:
        binding = asyncio.create_task(bound_apart(a_binding(), CONTENTS))
        await asyncio.to_thread(wait_until, binderies, "a bindery")
        binding.cancel()
        await binding

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(cancelled())

    assert binderies() == []


def test_a_binding_that_stumbles_tells_no_word_of_what_it_read(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(BindingFailed, match="the bindery ended with 1"):
        asyncio.run(bound_apart(a_binding(), {"front": b"Hemligt"}))

    assert capfd.readouterr().err == "ERROR bindery.failed: PdfStreamError\n"
