"""What of a group's talk reaches a bot, and what it learns about who comes and goes."""

from telegram import ChatMemberUpdated

from tests.integrations.test_botapi_room import Room, played


async def standings(room: Room) -> list[tuple[str, str, str, str]]:
    """Kind of update, whose standing, from what, to what."""
    told: list[tuple[str, str, str, str]] = []
    for update in await room.updates():
        for kind in ("my_chat_member", "chat_member"):
            change: ChatMemberUpdated | None = getattr(update, kind)
            if change:
                old, new = change.old_chat_member, change.new_chat_member
                told.append((kind, new.user.first_name, old.status, new.status))
    return told


@played
async def test_talk_in_a_group_is_not_heard(room: Room) -> None:
    group = room.group()

    room.bo.writes("Vi ses på torsdag", group)

    assert await room.heard() == []


@played
async def test_a_command_for_the_bot_is_heard_and_one_for_another_is_not(room: Room) -> None:
    group = room.group()

    room.bo.writes("/foresla@samverkansbot Budget", group)
    room.bo.writes("/Foresla@SamverkansBot Budget", group)
    room.bo.writes("/foresla@annanbot Budget", group)

    assert await room.heard() == ["/foresla@samverkansbot Budget", "/Foresla@SamverkansBot Budget"]


@played
async def test_a_bare_command_is_heard_only_by_the_last_bot_that_wrote(room: Room) -> None:
    group, other = room.group(), room.world.other_bot("annanbot")
    group.adds(other.account.user)

    room.bo.writes("/mina ett", group)
    await room.bot.send_message(group.id, "Hej")
    room.bo.writes("/mina två", group)
    other.writes("Hej", group)
    room.bo.writes("/mina tre", group)

    assert await room.heard() == ["/mina två"]


@played
async def test_an_answer_to_the_bot_is_heard(room: Room) -> None:
    group = room.group()
    await room.bot.send_message(group.id, "Vilken punkt?")

    room.bo.writes("Budget", group, reply_to=group.last)
    room.asa.writes("Bra", group, reply_to=group.last)

    assert await room.heard() == ["Budget"]


@played
async def test_a_command_that_goes_on_after_its_ascii_part_is_not_heard(room: Room) -> None:
    group = room.group()
    await room.bot.send_message(group.id, "Hej")

    room.bo.writes("/föreslå Budget", group)

    assert await room.heard() == []


@played
async def test_a_command_in_a_caption_is_heard(room: Room) -> None:
    group = room.group()

    room.bo.sends_file("Budget.pdf", b"x", group, caption="/foresla@samverkansbot Budget")

    assert await room.heard() == ["/foresla@samverkansbot Budget"]


@played
async def test_an_admin_bot_hears_everything(room: Room) -> None:
    group = room.group()
    room.asa.makes_bot_admin(group)

    room.bo.writes("Vi ses på torsdag", group)

    assert await room.heard() == ["Vi ses på torsdag"]


@played
async def test_bots_do_not_hear_each_other(room: Room) -> None:
    group, other = room.group(), room.world.other_bot("annanbot")
    group.adds(other.account.user)
    room.asa.makes_bot_admin(group)

    other.writes("/mina@samverkansbot", group)

    assert await room.heard() == []


@played
async def test_anonymous_admins_and_channels_are_heard_under_their_own_names(room: Room) -> None:
    group = room.group(supergroup=True)
    room.asa.writes_anonymously("/mina@samverkansbot", group)
    room.bo.writes_as(room.world.channel("SKR"), "/mina@samverkansbot", group)

    messages = [update.message for update in await room.updates() if update.message and update.message.text]

    told = [(m.from_user and m.from_user.username, m.sender_chat and m.sender_chat.title) for m in messages]
    assert told == [("GroupAnonymousBot", "SamReKo"), ("Channel_Bot", "SKR")]


@played
async def test_a_forwarded_command_says_who_wrote_it_first(room: Room) -> None:
    command = room.bo.writes("/skicka")

    room.asa.forwards(command, room.asa.chat())

    [_, update] = await room.updates()
    assert update.message is not None
    assert update.message.forward_origin is not None
    assert update.message.forward_origin.to_dict()["sender_user"]["id"] == room.bo.id


@played
async def test_the_bot_learns_that_it_was_added_and_removed(room: Room) -> None:
    group = room.group()
    room.asa.removes_bot(group)

    assert await standings(room) == [
        ("my_chat_member", "samverkansbot", "left", "member"),
        ("my_chat_member", "samverkansbot", "member", "kicked"),
    ]


@played
async def test_the_bot_learns_that_it_was_blocked_in_private(room: Room) -> None:
    room.bo.opens()
    room.bo.blocks_bot()
    room.bo.opens()

    assert await standings(room) == [
        ("my_chat_member", "samverkansbot", "member", "kicked"),
        ("my_chat_member", "samverkansbot", "kicked", "member"),
    ]


@played
async def test_others_standings_are_told_to_an_admin_bot_that_asks(room: Room) -> None:
    group = room.group()
    await room.updates()
    room.asa.removes(room.bo, group)
    unasked = await standings(room)

    room.asa.makes_bot_admin(group)
    group.adds(room.bo)
    room.bo.leaves(group)

    assert unasked == []
    assert await standings(room) == [
        ("my_chat_member", "samverkansbot", "member", "administrator"),
        ("chat_member", "Bo", "kicked", "member"),
        ("chat_member", "Bo", "member", "left"),
    ]


@played
async def test_others_standings_are_not_told_unless_named_in_allowed_updates(room: Room) -> None:
    group = room.group()
    room.asa.makes_bot_admin(group)
    await room.bot.get_updates(allowed_updates=[])

    room.bo.leaves(group)

    assert [update for update in await room.bot.get_updates() if update.chat_member] == []


@played
async def test_service_messages_tell_who_came_and_went(room: Room) -> None:
    group, cilla = room.group(), room.world.person("Cilla Dahl")
    room.asa.adds(cilla, group)
    cilla.leaves(group)

    messages = [update.message for update in await room.updates() if update.message]

    came = [user.first_name for message in messages for user in message.new_chat_members]
    went = [message.left_chat_member.first_name for message in messages if message.left_chat_member]
    assert (came, went) == (["samverkansbot", "Cilla"], ["Cilla"])


@played
async def test_a_migration_is_told_in_both_chats(room: Room) -> None:
    group = room.group()
    old = group.id
    await room.updates()

    group.migrate(announced=False)
    assert await room.updates() == ()
    group.announce_migration()

    to, since = [update.message for update in await room.updates() if update.message]
    assert (to.chat.id, to.migrate_to_chat_id) == (old, group.id)
    assert (since.chat.id, since.migrate_from_chat_id) == (group.id, old)
    assert since.chat.type == "supergroup"
