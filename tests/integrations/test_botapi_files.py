"""Documents and albums: sent, sent again, fetched, and what is too large."""

from telegram import InputMediaDocument, InputMediaPhoto

from integrations.botapi.files import LARGEST_DOWNLOAD
from tests.integrations.test_botapi_room import Room, bot_of, played, refusal


@played
async def test_a_document_keeps_its_name_and_can_be_sent_again_by_its_id(room: Room) -> None:
    room.bo.opens()
    first = await room.bot.send_document(
        room.bo.id, b"%PDF", filename="Punkt 3 – Budget.pdf", caption="<b>Ny</b>"
    )
    assert first.document is not None

    again = await room.bot.send_document(room.bo.id, first.document.file_id)

    assert again.document is not None
    assert again.document.file_name == "Punkt 3 – Budget.pdf"
    assert [each.content for each in room.bo.chat().last.documents] == [b"%PDF"]


@played
async def test_a_file_id_belongs_to_one_bot(room: Room) -> None:
    other = room.world.other_bot("annanbot", "777:OTHER")
    room.bo.opens()
    room.bo.opens(bot=other.account)
    message = await room.bot.send_document(room.bo.id, b"%PDF", filename="Budget.pdf")
    assert message.document is not None

    async with bot_of(room.server, "777:OTHER") as stranger:
        words = await refusal(stranger.send_document(room.bo.id, message.document.file_id))

    assert words == "Wrong file identifier/http url specified"


@played
async def test_a_file_that_somebody_sent_can_be_fetched(room: Room) -> None:
    room.bo.sends_file("Budget.pdf", b"%PDF-1.7", caption="Bilaga")
    [update] = await room.updates()
    assert update.message is not None
    assert update.message.document is not None

    file = await update.message.document.get_file()

    assert bytes(await file.download_as_bytearray()) == b"%PDF-1.7"
    assert update.message.caption == "Bilaga"
    assert update.message.document.mime_type == "application/pdf"


@played
async def test_a_file_over_20_mb_cannot_be_fetched(room: Room) -> None:
    room.bo.sends_file("Film.mp4", bytes(LARGEST_DOWNLOAD + 1))
    [update] = await room.updates()
    assert update.message is not None
    assert update.message.document is not None

    assert await refusal(update.message.document.get_file()) == "File is too big"


@played
async def test_a_file_over_50_mb_cannot_be_sent(room: Room) -> None:
    room.bo.opens()

    words = await refusal(room.bot.send_document(room.bo.id, bytes(50 * 1024 * 1024 + 1), write_timeout=60))

    assert words == "Request Entity Too Large"


@played
async def test_an_album_is_two_to_ten_documents_without_buttons(room: Room) -> None:
    room.bo.opens()
    media = [InputMediaDocument(b"x", filename=f"{number}.pdf", caption=str(number)) for number in range(11)]

    sent = await room.bot.send_media_group(room.bo.id, media[:10])
    too_many = await refusal(room.bot.send_media_group(room.bo.id, media))
    too_few = await refusal(room.bot.send_media_group(room.bo.id, media[:1]))

    assert len({message.media_group_id for message in sent}) == 1
    assert [message.caption for message in sent] == [str(number) for number in range(10)]
    assert (too_few, too_many) == (
        "Too few messages to send as an album",
        "Too many messages to send as an album",
    )


@played
async def test_an_album_of_documents_has_documents_only(room: Room) -> None:
    room.bo.opens()
    media: list[InputMediaDocument | InputMediaPhoto] = [
        InputMediaDocument(b"x", filename="1.pdf"),
        InputMediaPhoto(b"x"),
    ]

    words = await refusal(room.bot.send_media_group(room.bo.id, media))

    assert words == "Can't use the media of the specified type in the album"
    assert room.bo.chat().from_bot == []
