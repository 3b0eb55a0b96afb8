"""`samverkansbot demo --once` as people run it: a process group of its own, in a hostile environment."""

import os
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from pathlib import Path

import httpx
import pytest

from handlers.demo import show as showing
from handlers.demo.captions import Caption
from handlers.demo.days import days_from
from handlers.demo.page import Page
from handlers.demo.process import CommandFailed
from handlers.demo.stage import Stage, StoryBroke, a_stage, today
from handlers.demo.transcript import show_chat
from handlers.demo.web.open import Site, lead_to_visitor, staged
from handlers.demo.web.telling import Mode
from handlers.web.site import GREETING
from integrations.botapi import ChatView, World
from tests.stories.process import COMMAND, wait_until

SECONDS = 180
# Another bot's settings and a proxy that leads nowhere.
HOSTILE = {
    "SAMVERKANSBOT_TELEGRAM_TOKEN": "999999:another-bots-token",
    "SAMVERKANSBOT_DATABASE_URL": "postgresql://nobody@127.0.0.1:9/nothing",
    "samverkansbot_data_dir": "/nowhere",
    "HTTP_PROXY": "http://127.0.0.1:9",
    "http_proxy": "http://127.0.0.1:9",
}


@dataclass
class Shown:
    """A demo that runs, and what it has said so far."""

    process: subprocess.Popen[str]
    temporary: Path

    def says(self, words: str) -> None:
        """Read until a line with these words."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if words in line:
                return
        raise AssertionError(f"it never said {words!r}")

    @property
    def left(self) -> list[str]:
        """What is still there of it: processes of its group, and files."""
        found = [str(path) for path in self.temporary.iterdir()]
        try:
            os.killpg(self.process.pid, 0)
        except ProcessLookupError:
            return found
        return [*found, "a process"]


@contextmanager
def a_demo(home: Path) -> Iterator[Shown]:
    """The command in a directory with a .env that must not be read."""
    (home / ".env").write_text("SAMVERKANSBOT_TELEGRAM_TOKEN=none\nSAMVERKANSBOT_LOG_LEVEL=none\n")
    temporary = home / "tmp"
    temporary.mkdir()
    process = subprocess.Popen(
        [COMMAND, "demo", "--once"],
        cwd=home,
        env=os.environ | HOSTILE | {"TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        start_new_session=True,
    )
    with process:
        try:
            yield Shown(process, temporary)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def test_the_story_happens_and_every_promise_is_seen_to_hold(tmp_path: Path) -> None:
    with a_demo(tmp_path) as demo:
        text, _ = demo.process.communicate(timeout=SECONDS)

        assert (demo.process.returncode, demo.left) == (0, []), text
    assert [line.split()[:2] for line in text.splitlines() if line.startswith("  P")] == [
        [name, "Hållet"] for name in ("P1", "P2", "P3", "P4", "P5", "P6", "P8", "P9")
    ]
    assert "  samverkansbot  08.00, fäst\n  | Demoarenan\n  | Dagordning\n" in text
    assert "  | [Öppna ärendet]\n" in text
    assert "  | Fil: Punkt 2 – Elevhälsan.pdf (1 kB)\n" in text
    assert "\x1b" not in text
    assert sorted(path.name for path in tmp_path.iterdir()) == [".env", "tmp"]


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_demo_leaves_nothing_behind(tmp_path: Path, stop: signal.Signals) -> None:
    with a_demo(tmp_path) as demo:
        demo.says("Boten startar.")

        os.kill(demo.process.pid, stop)

        assert demo.process.wait(SECONDS) == 130
        wait_until(lambda: not demo.left, "the end of everything")


def test_a_reader_who_goes_is_no_proof(tmp_path: Path) -> None:
    with a_demo(tmp_path) as demo:
        assert demo.process.stdout is not None
        demo.process.stdout.readline()

        demo.process.stdout.close()

        assert demo.process.wait(SECONDS) == 1
        wait_until(lambda: not demo.left, "the end of everything")


def a_page() -> Page:
    return Page(StringIO(), width=80, styled=False)


@pytest.mark.at_length
def test_a_visitor_may_pause_wherever_the_story_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is told waits for as long as they like, and a hanging call does not."""
    site, hanging = Site(), []
    tells = site.panel.telling.tells
    with staged(site, days_from(today().date()), tmp_path) as stage:

        def looks(now: datetime, caption: Caption, said: Sequence[str], chat: ChatView | None) -> None:
            faults = stage.world.faults
            hanging.extend([caption.sv] if faults._lines and not caption.meanwhile else [])
            tells(now, caption, said, chat)

        monkeypatch.setattr(site.panel.telling, "tells", looks)
        site.panel.telling.steer("skip")
        lead_to_visitor(site, stage)

    assert (site.panel.telling.mode, hanging) == (Mode.OVER, [])


def test_a_bot_that_dies_by_itself_ends_the_story(tmp_path: Path) -> None:
    with a_stage(a_page(), days_from(today().date()), tmp_path) as stage:
        stage.starts_bot()
        os.kill(stage.bot.pid or 0, signal.SIGKILL)

        with pytest.raises(StoryBroke, match="boten slutade oväntat, i väntan på ett svar"):
            stage.until(lambda: False, "ett svar")


def test_the_demo_s_bot_answers_calendar_programs_on_this_machine(tmp_path: Path) -> None:
    with a_stage(a_page(), days_from(today().date()), tmp_path) as stage:
        stage.starts_bot()
        url = stage.bot._environment["SAMVERKANSBOT_PUBLIC_URL"]

        assert url.startswith("http://127.0.0.1:")
        assert httpx.get(f"{url}/kalender").text == GREETING


def test_a_command_that_fails_says_what_it_said(tmp_path: Path) -> None:
    with (
        a_stage(a_page(), days_from(today().date()), tmp_path) as stage,
        pytest.raises(CommandFailed, match="invite misslyckades: Det finns ingen arena med id nowhere"),
    ):
        stage.bot.command("invite", "nowhere")


def test_a_story_that_breaks_is_told_in_one_line_with_the_bots_log(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def breaks(stage: Stage) -> None:
        (stage.home / "bot.log").write_text("first\nlast\n")
        stage.world.wait_for(lambda: False, timeout=0.0, what="a miracle")

    monkeypatch.setattr(showing, "play", breaks)
    out = StringIO()

    status = showing.show(out)

    *_, told, heading, first, last = out.getvalue().splitlines()
    assert status == 1
    assert told.startswith("FEL: demon avbröts, ett oväntat fel (AssertionError): waited 0.0 s in vain")
    assert (heading, first, last) == ("Botens sista rader i loggen:", "  first", "  last")


def test_a_chat_is_as_wide_as_the_page() -> None:
    world = World()
    bo = world.person("Bo Ek")
    group = world.group("Arenan", members=[bo])
    bo.writes("Budget och mycket annat som rör ungdomsmottagningen\n   Bilaga: Budget.pdf", group)
    bo.sends_file("Budget.pdf", bytes(49_300), group)
    bo.pins(group.messages[0])
    out = StringIO()

    show_chat(Page(out, width=40, styled=False), group.messages)

    shown = out.getvalue()
    assert max(map(len, shown.splitlines())) <= 40
    assert "  |    Bilaga: Budget.pdf\n" in shown
    assert "  | Fil: Budget.pdf (49 kB)\n" in shown
    assert ", fäst\n" in shown
    assert shown.endswith("  Bo Ek fäste ett meddelande\n")
