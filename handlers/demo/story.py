"""The story from beginning to end; what it leaves behind is the evidence."""

from handlers.demo import words
from handlers.demo.arriving import bind_group, join, open_arena, strangers_try
from handlers.demo.evidence import Evidence
from handlers.demo.gathering import gather
from handlers.demo.players import Players, players
from handlers.demo.preparing import prepare, propose
from handlers.demo.sending import approach, end, kill, recover, send, send_undisturbed
from handlers.demo.stage import Stage, StoryBroke
from integrations.botapi import Message


def play(stage: Stage) -> tuple[list[Message], Evidence]:
    """The group's chat as it stands in the end, and the evidence.

    Raises StoryBroke, AssertionError (somebody did not find what to press) and process.CommandFailed.
    """
    cast, days = players(stage.world), stage.days
    _lead_up(stage, cast)
    send(stage, cast, days)
    kill(stage, cast)
    recover(stage, cast, days)
    _ends_well(end(stage, cast, days))
    return cast.group.messages, _evidence(stage, cast)


def play_to_visitor(stage: Stage, cast: Players) -> None:
    """The same story until the agenda has gone out, undisturbed; the bot runs on. Raises as `play`."""
    _lead_up(stage, cast)
    send_undisturbed(stage, cast, stage.days)


def _lead_up(stage: Stage, cast: Players) -> None:
    days = stage.days
    links, code = open_arena(stage, days)
    join(stage, cast, links)
    strangers_try(stage, cast, links[cast.bo.name])
    bind_group(stage, cast, code)
    propose(stage, cast, days)
    prepare(stage, cast, days)
    approach(stage, days)


def _ends_well(status: int | None) -> None:
    if status != 0:
        raise StoryBroke(words.BAD_END.format(status=status))


def _evidence(stage: Stage, cast: Players) -> Evidence:
    stage.notes.cast = cast.cast(stage.notes.proposed)
    return gather(stage)
