"""The methods of the Bot API that this stand-in knows, by their lower-case names."""

from collections.abc import Callable
from typing import Any

from integrations.botapi.bots import BotAccount
from integrations.botapi.methods import buttons, editing, groups, profile, receiving, sending
from integrations.botapi.params import Params
from integrations.botapi.stage import Stage

Method = Callable[[Stage, BotAccount, Params], Any]

METHODS: dict[str, Method] = {
    "getme": profile.get_me,
    "getmycommands": profile.get_my_commands,
    "setmycommands": profile.set_my_commands,
    "deletemycommands": profile.delete_my_commands,
    "setmydescription": profile.set_my_text,
    "setmyshortdescription": profile.set_my_text,
    "setmyname": profile.set_my_text,
    "getmydescription": profile.get_my_description,
    "getmyshortdescription": profile.get_my_short_description,
    "setwebhook": receiving.set_webhook,
    "deletewebhook": receiving.delete_webhook,
    "getwebhookinfo": receiving.get_webhook_info,
    "getfile": receiving.get_file,
    "sendmessage": sending.send_message,
    "senddocument": sending.send_document,
    "sendphoto": sending.send_photo,
    "sendmediagroup": sending.send_media_group,
    "sendchataction": sending.send_chat_action,
    "editmessagetext": editing.edit_message_text,
    "editmessagecaption": editing.edit_message_caption,
    "editmessagereplymarkup": editing.edit_message_reply_markup,
    "deletemessage": editing.delete_message,
    "setmessagereaction": editing.set_message_reaction,
    "answercallbackquery": buttons.answer_callback_query,
    "getchat": groups.get_chat,
    "getchatmember": groups.get_chat_member,
    "getchatmembercount": groups.get_chat_member_count,
    "getchatadministrators": groups.get_chat_administrators,
    "leavechat": groups.leave_chat,
    "banchatmember": groups.ban_chat_member,
    "unbanchatmember": groups.unban_chat_member,
    "createchatinvitelink": groups.create_chat_invite_link,
    "pinchatmessage": groups.pin_chat_message,
    "unpinchatmessage": groups.unpin_chat_message,
}
