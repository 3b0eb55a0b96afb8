"""Another token for the same bot: the old process stops sending, the new one goes on where it was."""

from bot.model.item import ItemState
from integrations.botapi import Call
from storage import tables
from tests.stories.reckoning import Figures, reckon
from tests.stories.town import Town, keep_item

NEW_TOKEN = "123456:ANOTHER-TOKEN-of-the-stories-bbbbbb"


def test_a_new_token_takes_nothing_away_and_says_nothing_twice(town: Town) -> None:
    keep_item(town, "Budget", file="budget.pdf")
    town.bot.started()
    town.bo.writes("/foresla Skolskjuts")
    town.clock.goes_to(town.sending_time)
    town.settles()
    town.world.renew_token(town.world.bot, NEW_TOKEN)
    town.bo.writes("/foresla Vinterväg")
    town.bot.wait_until(lambda: town.bot.lines("token was refused"), "the token to be refused", 40)
    assert town.bot.stop() == 0
    uploaded = len(files(town))

    town.bot.settings["SAMVERKANSBOT_TELEGRAM_TOKEN"] = NEW_TOKEN
    town.bot.started()
    town.bo.writes("/dagordning")
    town.bo.presses(town.bo.chat().find("Skolskjuts"), "Dra tillbaka")
    town.settles()

    assert [(row.title, row.state) for row in town.look.rows(tables.item)] == [
        ("Budget", ItemState.ACCEPTED),
        ("Skolskjuts", ItemState.WITHDRAWN),
        ("Vinterväg", ItemState.INCOMING),
    ]
    # Its files are the same bot's, and are not sent to Telegram once more.
    again = files(town)[uploaded:]
    assert again
    assert {call.params["document"] for call in again} <= {
        row.file_id for row in town.look.rows(tables.telegram_file)
    }
    figures = Figures()
    reckon(town, figures)
    assert (figures.lost, figures.double, figures.copies) == (0, 0, 0)
    assert town.bot.stop() == 0
    assert not town.bot.lines(NEW_TOKEN)


def files(town: Town) -> list[Call]:
    return town.world.ledger.accepted("sendDocument")
