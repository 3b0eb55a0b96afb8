"""`samverkansbot demo`: the page is opened, the story told, and the rest left to the visitor."""

import os
import sys
import webbrowser
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from queue import Empty
from typing import TextIO

from starlette.types import ASGIApp

from handlers.demo import words
from handlers.demo.days import Days, days_from
from handlers.demo.interruption import look_for_interruption
from handlers.demo.kept import a_home
from handlers.demo.page import Page, page_for
from handlers.demo.players import players
from handlers.demo.show import reason_of, tell_broken
from handlers.demo.stage import VISITORS_PATIENCE_SECONDS, Stage, StoryBroke, a_stage, today
from handlers.demo.story import play_to_visitor
from handlers.demo.web.board import Board
from handlers.demo.web.jumps import READINGS, readings, targets
from handlers.demo.web.panel import DemoPanel
from handlers.demo.web.roles import roles
from handlers.demo.web.telling import Telling
from handlers.demo.web.where import Where
from integrations.botapi import World, is_kept
from integrations.botapi.face import Face, Player

WAIT_SECONDS = 0.2


class Site:
    """The page before its world is there, and after."""

    def __init__(self) -> None:
        self.players: list[Player] = []
        self.panel = DemoPanel(Telling(self.ring))
        self._world: World | None = None
        self._face: Face | None = None

    def face(self, world: World) -> ASGIApp:
        """The page of the stage's world."""
        self._world, self._face = world, Face(world, self.players, [self.panel])
        return self._face.app()

    def everything_is_read(self) -> None:
        """The story is over: what the visitor brings about stands out."""
        if self._face is not None:
            self._face.is_read()

    def ring(self) -> None:
        """Something to show has changed."""
        if self._world is not None:
            with self._world.lock:
                self._world.changed.notify_all()


def open_page(out: TextIO, *, opens: bool, keeps: bool) -> int:
    """Serve until interrupted; 1 if the story could not be told."""
    page, site, days = page_for(out), Site(), days_from(today().date())
    with a_home(page, keeps=keeps) as home, staged(site, days, home) as stage:
        _announce(page, stage.url, opens=opens)
        try:
            lead_to_visitor(site, stage)
        except BrokenPipeError:
            raise
        except Exception as error:  # noqa: BLE001 (as in the terminal)
            tell_broken(page, reason_of(error), stage.bot.last_log_lines())
            return 1
        if keeps:
            stage.keeps()
        while True:
            _serve_visitor(site, stage)


@contextmanager
def staged(site: Site, days: Days, home: Path) -> Iterator[Stage]:
    """The stage whose page is the site's, its story not yet told."""
    with a_stage(site.panel.telling, days, home, site.face) as stage, _a_board(site, stage):
        stage.patience_seconds = VISITORS_PATIENCE_SECONDS
        site.players.extend(roles(players(stage.world)))
        site.panel.telling.where = Where(stage.world, site.players)
        yield stage


def lead_to_visitor(site: Site, stage: Stage) -> None:
    """Tell the story; in a kept world it is told already, and the bot only starts again."""
    cast = players(stage.world)
    begins_at: dict[str, object] = {"player": cast.bo.id, "chat": cast.bo.id}
    if is_kept(stage.home):
        site.panel.telling.ends(begins_at)
        stage.starts_bot()
        return
    play_to_visitor(stage, cast)
    site.everything_is_read()
    site.panel.telling.ends(begins_at)


@contextmanager
def _a_board(site: Site, stage: Stage) -> Iterator[None]:
    board = Board(stage.database_file, stage.world, stage.outlook, site.players, site.ring)
    site.panel.board, site.panel.clock, site.panel.outlook = board, stage.clock, stage.outlook
    board.start()
    try:
        yield
    finally:
        board.stop()


def _announce(page: Page, url: str, *, opens: bool) -> None:
    page.line(words.ADDRESS.format(url=url))
    page.line(words.HOW_TO_END)
    if opens and has_desktop(os.environ, sys.platform):
        webbrowser.open(url)


def has_desktop(environment: Mapping[str, str], platform: str) -> bool:
    """Whether a browser would get a window; without one it would take over the terminal, or fail."""
    is_windowed = platform in ("darwin", "win32")
    return is_windowed or any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def _target(site: Site, stage: Stage, jump: str) -> datetime | None:
    if site.panel.board is None:
        return None
    now = stage.clock.now()
    if jump in READINGS:
        return readings(stage.outlook_is_read_at(), now).get(jump)
    return targets(site.panel.board.shown, now).get(jump)


def _serve_visitor(site: Site, stage: Stage) -> None:
    """Move the clock when asked; the rest is between the page and the bot."""
    look_for_interruption()
    stage.clock.ticks()
    try:
        jump = site.panel.jumps.get(timeout=WAIT_SECONDS)
    except Empty:
        return
    site.panel.trouble = ""
    site.ring()
    if target := _target(site, stage, jump):
        try:
            stage.goes_to(target)
        except StoryBroke as broken:
            site.panel.trouble = str(broken)
    site.panel.going = ""
    site.ring()
