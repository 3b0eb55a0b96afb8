"""The story from beginning to end; what it leaves behind is the evidence."""

from handlers.demo import captions, words
from handlers.demo.absence import call_in_deputy
from handlers.demo.arriving import (
    bind_group,
    bind_preparers,
    book_circle_is_left,
    join,
    open_arena,
    strangers_try,
)
from handlers.demo.evidence import Evidence
from handlers.demo.gathering import gather
from handlers.demo.players import Players, players
from handlers.demo.preparing import prepare, prepare_together, propose, propose_with_a_ring
from handlers.demo.sending import approach, end, kill, recover, send, tell_who_got_it
from handlers.demo.stage import Stage, StoryBroke
from integrations.botapi import Message


def play(stage: Stage) -> tuple[list[Message], Evidence]:
    """The group's chat as it stands in the end, and the evidence.

    Raises StoryBroke, AssertionError (somebody did not find what to press) and process.CommandFailed.
    """
    cast, days = players(stage.world), stage.days
    links, codes = open_arena(stage, days)
    join(stage, cast, links)
    strangers_try(stage, cast, links[cast.bo.name])
    bind_group(stage, cast, codes["group"])
    bind_preparers(stage, cast, codes["preparers"])
    book_circle_is_left(stage, cast)
    propose(stage, cast, days)
    propose_with_a_ring(stage, cast)
    prepare(stage, cast, days)
    approach(stage, days)
    send(stage, cast, days)
    kill(stage, cast, captions.KILLED)
    recover(stage, cast)
    tell_who_got_it(stage, cast, days)
    call_in_deputy(stage, cast, days)
    _ends_well(end(stage, cast, days))
    return cast.group.messages, _evidence(stage, cast)


def play_to_visitor(stage: Stage, cast: Players) -> None:
    """The main road of it, in a minute, until the agenda has gone out; the bot runs on. Raises as `play`."""
    days = stage.days
    stage.tells(captions.SETTING, chat=cast.bo.chat())
    links, codes = open_arena(stage, days)
    join(stage, cast, links)
    bind_group(stage, cast, codes["group"])
    bind_preparers(stage, cast, codes["preparers"])
    propose(stage, cast, days)
    prepare_together(stage, cast, days)
    approach(stage, days)
    send(stage, cast, days)
    kill(stage, cast, captions.UNPLUGGED)
    recover(stage, cast)
    call_in_deputy(stage, cast, days)


def _ends_well(status: int | None) -> None:
    if status != 0:
        raise StoryBroke(words.BAD_END.format(status=status))


def _evidence(stage: Stage, cast: Players) -> Evidence:
    stage.notes.cast = cast.cast(stage.notes.proposed)
    return gather(stage)
