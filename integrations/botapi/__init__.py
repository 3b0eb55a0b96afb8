"""A local Telegram Bot API for tests, demos and benchmarks: real HTTP, strict as the real one, with people.

    from integrations.botapi import Fault, Kind, World, serve

    world = World(bot_name="samverkansbot", token="123456:TEST")
    bo, asa = world.person("Bo Ek"), world.person("Åsa Berg")
    group = world.group("SamReKo", members=[asa, bo])
    with serve(world) as server:                    # point the bot at server.base_url, server.base_file_url
        asa.adds_bot(group)
        bo.opens("joining-token")                   # /start joining-token, in private
        card = world.wait_for(lambda: bo.chat().from_bot and bo.chat().last)
        bo.presses(card, "Det är jag")              # by its visible words
        world.faults.add(Fault(Kind.ACCEPT_THEN_RESET, "sendMessage", chat_id=bo.id))
        world.ledger.accepted("sendMessage")        # what took effect, whatever the bot was told

What it is strict about was read in tdlib/telegram-bot-api and tdlib/td, and is held by tests that drive it
with python-telegram-bot. Not played: Markdown modes, payments, inline mode, media other than
documents and photos.
"""

from integrations.botapi.bots import BotAccount
from integrations.botapi.callbacks import CallbackAnswer, Press
from integrations.botapi.chats import Chat
from integrations.botapi.errors import ApiRefusal
from integrations.botapi.faults import Fault, Faults, Kind
from integrations.botapi.files import StoredFile
from integrations.botapi.groups import Group
from integrations.botapi.http import create_app
from integrations.botapi.keeping import Unreadable, is_kept, keep, take_up
from integrations.botapi.ledger import Call, Ledger
from integrations.botapi.limits import Limits
from integrations.botapi.messages import Message
from integrations.botapi.params import Params
from integrations.botapi.people import Person
from integrations.botapi.robots import OtherBot
from integrations.botapi.server import Server, serve
from integrations.botapi.views import ChatView
from integrations.botapi.world import World

__all__ = [
    "ApiRefusal",
    "BotAccount",
    "Call",
    "CallbackAnswer",
    "Chat",
    "ChatView",
    "Fault",
    "Faults",
    "Group",
    "Kind",
    "Ledger",
    "Limits",
    "Message",
    "OtherBot",
    "Params",
    "Person",
    "Press",
    "Server",
    "StoredFile",
    "Unreadable",
    "World",
    "create_app",
    "is_kept",
    "keep",
    "serve",
    "take_up",
]
