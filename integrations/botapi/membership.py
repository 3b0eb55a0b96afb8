"""Who comes and goes: changes of standing, and what bots are told about them."""

from integrations.botapi.bots import BotAccount
from integrations.botapi.chats import Chat
from integrations.botapi.members import Member
from integrations.botapi.shapes import Json
from integrations.botapi.stage import Stage
from integrations.botapi.users import User


def change(stage: Stage, chat: Chat, new: Member, by: User) -> None:
    """Give a user another standing; posts the service message and tells bots, each what it may know."""
    old = chat.member(new.user)
    if old == new:
        return
    told = list(stage.bots_in(chat))
    if old.is_present and not new.is_present:
        _post_departure(stage, chat, new, by)
    chat.members[new.user.id] = new
    _tell_bots(stage, chat, old, new, by, told)
    if new.is_present and not old.is_present:
        stage.post(chat, by, service={"new_chat_members": [new.user.to_json()]})
    stage.changed.notify_all()


def join_by_link(stage: Stage, url: str, user: User) -> bool:
    """Whether the link still lets somebody in; then they are in."""
    living = (each for each in stage.chats.values() if each.migrated_to is None)
    chat = next((each for each in living if url in each.invite_links), None)
    if chat is None:
        return False
    limit, expires = chat.invite_links[url]
    if expires and stage.now().timestamp() >= expires:
        return False
    if limit == 1:
        del chat.invite_links[url]
    elif limit:
        chat.invite_links[url] = (limit - 1, expires)
    change(stage, chat, chat.member(user).now("member"), user)
    return True


def block(stage: Stage, bot: BotAccount, person: User, *, blocked: bool) -> None:
    """A person blocks or unblocks a bot."""
    if (person.id in bot.blocked_by) == blocked:
        return
    before, after = ("member", "kicked") if blocked else ("kicked", "member")
    (bot.blocked_by.add if blocked else bot.blocked_by.discard)(person.id)
    chat = bot.private_chat(person)
    content = _changed(stage, chat, Member(bot.user, before), Member(bot.user, after), person)
    stage.announce(bot, "my_chat_member", content)


def _post_departure(stage: Stage, chat: Chat, gone: Member, by: User) -> None:
    # A bot that is removed from a supergroup sees only the change of its own standing.
    if gone.user.is_bot and chat.type == "supergroup":
        return
    stage.post(chat, by, service={"left_chat_member": gone.user.to_json()})


def _tell_bots(stage: Stage, chat: Chat, old: Member, new: Member, by: User, told: list[BotAccount]) -> None:
    content = _changed(stage, chat, old, new, by)
    for bot in stage.bots.values():
        if bot.user is new.user:
            stage.announce(bot, "my_chat_member", content)
        elif bot in told and chat.member(bot.user).is_admin:
            stage.announce(bot, "chat_member", content)


def _changed(stage: Stage, chat: Chat, old: Member, new: Member, by: User) -> Json:
    return {
        "chat": chat.to_json(),
        "from": by.to_json(),
        "date": int(stage.now().timestamp()),
        "old_chat_member": old.to_json(),
        "new_chat_member": new.to_json(),
    }
