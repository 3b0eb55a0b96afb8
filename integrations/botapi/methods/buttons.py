"""answerCallbackQuery."""

from integrations.botapi.bots import BotAccount
from integrations.botapi.callbacks import CallbackAnswer
from integrations.botapi.entities import utf16_length
from integrations.botapi.errors import bad_request
from integrations.botapi.params import Params
from integrations.botapi.stage import Stage

LONGEST_ANSWER = 200


def answer_callback_query(stage: Stage, bot: BotAccount, params: Params) -> bool:
    """https://core.telegram.org/bots/api#answercallbackquery: once, within 150 seconds"""
    press = stage.presses.get(params.text("callback_query_id"))
    if press is None or press.bot is not bot or not press.may_be_answered(stage.now()):
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if utf16_length(params.text("text")) > LONGEST_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    press.answer = CallbackAnswer(params.text("text"), params.boolean("show_alert"), params.text("url"))
    return True
