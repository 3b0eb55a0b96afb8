"""The last scenes: the agenda goes out by itself, the process is killed in the middle, nothing is lost."""

from handlers.demo import captions, words
from handlers.demo.captions import Caption
from handlers.demo.days import Days
from handlers.demo.players import ARENA, Players
from handlers.demo.preparing import ATTACHMENT
from handlers.demo.stage import A_MOMENT, Stage
from integrations.botapi import Fault, Kind


def approach(stage: Stage, days: Days) -> None:
    """Five minutes before the agenda goes out; nobody has done anything since it was called ready."""
    stage.goes_to(days.sending - 300 * A_MOMENT)
    stage.tells(captions.BEFORE_SENDING.of(days=(days.sending.date() - days.preparing.date()).days))


def send(stage: Stage, players: Players, days: Days) -> None:
    """A week before, at 08:00 on a working day; the PDF's answer hangs, for the kill to fall into."""
    # The agenda, its PDF, and the file of the one accepted item that has one.
    stage.notes.parts = ["", f"Dagordning {ARENA} {days.meeting:%Y-%m-%d}.pdf", f"Punkt 2 – {ATTACHMENT}"]
    stage.world.faults.add(Fault(Kind.ACCEPT_THEN_HANG, "sendDocument", chat_id=players.group.id))
    stage.clock.goes_to(days.sending + A_MOMENT)
    arrived = stage.world.ledger.accepted
    stage.until(lambda: arrived("sendDocument", chat_id=players.group.id), words.WAIT_PDF)


def kill(stage: Stage, players: Players, told: Caption) -> None:
    """The kill falls when Telegram has the PDF and the bot does not know, and one update is unconfirmed.

    Only then is anything told: the bot waits for an answer for a while, and whoever reads may pause.
    """
    number = stage.world.next_update_id
    stage.world.faults.add(
        Fault(Kind.HANG_BEFORE, "getUpdates", when=lambda params: params.integer("offset") > number)
    )
    players.bo.writes(f"/foresla {words.BOS_LATER_ITEM} (20 min)")
    stage.notes.proposes(words.BOS_LATER_ITEM)
    chat = players.bo.chat()
    stage.until(lambda: any(words.BOS_LATER_ITEM in each.text for each in chat.from_bot), words.WAIT_ANSWER)
    # On a slow machine the bot may have given up waiting by now, and the group may have everything too.
    stage.until(lambda: {row.chat_id for row in stage.look.unsent()} <= {players.group.id}, words.WAIT_OTHERS)
    stage.bot.kill()
    stage.world.faults.clear()
    stage.tells(captions.SENDING, chat=players.group)
    stage.tells(told, chat=players.group)
    stage.clock.goes_to(stage.clock.now() + 180 * A_MOMENT)


def recover(stage: Stage, players: Players) -> None:
    """Started again, it finishes what it had promised."""
    stage.starts_bot()
    stage.settles()
    stage.tells(captions.RESTARTED, chat=players.group)


def tell_who_got_it(stage: Stage, players: Players, days: Days) -> None:
    """The deputy privately, and who was not reached."""
    to_dan = [message for message in players.dan.chat().from_bot if message.date >= days.sending]
    stage.tells(captions.DEPUTY.of(count=len(to_dan)))
    stage.quotes(captions.BY_MAIL, players.eva.chat(), players.ines.name)


def end(stage: Stage, players: Players, days: Days) -> int | None:
    """The reminder; then the operator stops the bot: its exit status."""
    stage.goes_to(days.reminding)
    stage.quotes(captions.REMINDED, players.group, "Påminnelse")
    status = stage.bot.stop()
    stage.tells(captions.ENDED)
    return status
