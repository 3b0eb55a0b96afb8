"""The demo on the terminal: the story, the group's chat, the promises, and the exit status."""

import io
import time
from collections.abc import Sequence
from typing import TextIO

from handlers.demo import words
from handlers.demo.days import days_from
from handlers.demo.evidence import Evidence
from handlers.demo.kept import a_home
from handlers.demo.page import Page, page_for
from handlers.demo.process import CommandFailed
from handlers.demo.promises import Finding, all_kept, judge
from handlers.demo.stage import Stage, StoryBroke, a_stage, today
from handlers.demo.story import play
from handlers.demo.transcript import show_chat
from integrations.botapi import Message


def show(out: TextIO) -> int:
    """Play, print, judge."""
    if isinstance(out, io.TextIOWrapper):
        # A terminal that cannot write å still shows the rest.
        out.reconfigure(errors="replace")
    page, began = page_for(out), time.monotonic()
    page.line(page.bold(words.TITLE))
    page.paragraph(words.INTRODUCTION)
    with a_home(page, keeps=False) as home, a_stage(page, days_from(today().date()), home) as stage:
        played = _played(page, stage)
    if played is None:
        return 1
    messages, evidence = played
    page.title(words.GROUP_TITLE)
    show_chat(page, messages)
    return tell_promises(page, judge(evidence), seconds=time.monotonic() - began)


def _played(page: Page, stage: Stage) -> tuple[list[Message], Evidence] | None:
    """What the story left behind; None, once it is told why, if it could not be played to its end."""
    try:
        return play(stage)
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 (whatever it is, one line says it and the bot's log follows)
        tell_broken(page, reason_of(error), stage.bot.last_log_lines())
    return None


def reason_of(error: Exception) -> str:
    """Why the story could not be played to its end, in words for one line."""
    if isinstance(error, StoryBroke | CommandFailed):
        return str(error)
    return words.UNEXPECTED.format(kind=type(error).__name__, reason=error)


def tell_broken(page: Page, reason: str, log: Sequence[str]) -> None:
    """One line, and what the bot said last."""
    page.line()
    page.line(words.STOPPED.format(reason=reason))
    page.line(words.LOG if log else words.NO_LOG)
    for line in log:
        page.line(f"  {line}")


def tell_promises(page: Page, findings: Sequence[Finding], *, seconds: float) -> int:
    """A line for each promise; 0 if all of them held, else 1."""
    page.title(words.PROMISES_TITLE)
    for finding in findings:
        verdict = words.KEPT if finding.is_kept else words.BROKEN
        page.line(f"  {finding.name}  {page.bold(f'{verdict:<6}')}  {words.PROMISES[finding.name]}")
        for text in finding.wrong or (finding.seen,):
            page.paragraph(text, " " * 14)
    page.line()
    broken = sum(not finding.is_kept for finding in findings)
    if all_kept(findings):
        page.line(page.bold(words.ALL_KEPT.format(count=len(findings), seconds=seconds)))
        return 0
    page.line(page.bold(words.SOME_BROKEN.format(broken=broken, count=len(findings))))
    return 1
