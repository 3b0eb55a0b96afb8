"""Asking about a group, leaving it, and removing people from it."""

from tests.integrations.test_botapi_room import Room, played, refusal


@played
async def test_a_bot_can_ask_who_is_in_a_group(room: Room) -> None:
    group = room.group()
    cilla = room.world.person("Cilla Dahl")

    creator = await room.bot.get_chat_member(group.id, room.asa.id)
    member = await room.bot.get_chat_member(group.id, room.bo.id)
    stranger = await room.bot.get_chat_member(group.id, cilla.id)

    assert [each.status for each in (creator, member, stranger)] == ["creator", "member", "left"]
    assert await room.bot.get_chat_member_count(group.id) == 3


@played
async def test_administrators_are_told_with_their_rights(room: Room) -> None:
    group = room.group()
    room.asa.makes_bot_admin(group, ["can_pin_messages"])

    admins = {
        admin.user.first_name: admin.to_dict() for admin in await room.bot.get_chat_administrators(group.id)
    }

    assert set(admins) == {"Åsa", "samverkansbot"}
    assert admins["samverkansbot"]["can_pin_messages"] is True
    assert admins["samverkansbot"]["can_restrict_members"] is False


@played
async def test_a_private_chat_has_no_administrators(room: Room) -> None:
    room.bo.opens()

    words = await refusal(room.bot.get_chat_administrators(room.bo.id))

    assert words == "There are no administrators in the private chat"


@played
async def test_a_chat_tells_its_title_and_kind(room: Room) -> None:
    group = room.group(topics=True)

    chat = await room.bot.get_chat(group.id)

    assert (chat.title, chat.type, chat.is_forum) == ("SamReKo", "supergroup", True)


@played
async def test_a_bot_that_left_is_no_member(room: Room) -> None:
    group = room.group()

    await room.bot.leave_chat(group.id)

    words = await refusal(room.bot.send_message(group.id, "Hej"))
    assert words == "Forbidden: bot is not a member of the group chat"
    assert room.world.bot.user not in group.members


@played
async def test_removing_somebody_needs_the_right(room: Room) -> None:
    group = room.group(supergroup=True)

    words = await refusal(room.bot.ban_chat_member(group.id, room.bo.id))
    room.asa.makes_bot_admin(group)
    await room.bot.ban_chat_member(group.id, room.bo.id)

    assert words == "Not enough rights to restrict/unrestrict chat member"
    assert room.bo not in group.members


@played
async def test_a_banned_person_can_be_let_in_again(room: Room) -> None:
    group = room.group(supergroup=True)
    room.asa.makes_bot_admin(group)
    await room.bot.ban_chat_member(group.id, room.bo.id)

    await room.bot.unban_chat_member(group.id, room.bo.id, only_if_banned=True)

    assert (await room.bot.get_chat_member(group.id, room.bo.id)).status == "left"


@played
async def test_the_owner_and_administrators_cannot_be_removed(room: Room) -> None:
    group = room.group(supergroup=True)
    room.asa.makes_bot_admin(group)
    group.promotes(room.bo)

    owner = await refusal(room.bot.ban_chat_member(group.id, room.asa.id))
    admin = await refusal(room.bot.ban_chat_member(group.id, room.bo.id))

    assert (owner, admin) == ("Can't remove chat owner", "User is an administrator of the chat")


@played
async def test_a_deleted_group_cannot_be_written_to(room: Room) -> None:
    group = room.group()
    group.delete()

    assert await refusal(room.bot.send_message(group.id, "Hej")) == "Forbidden: the group chat was deleted"
