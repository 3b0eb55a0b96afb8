"""Documents, photos and albums: sent, sent again, fetched, and what is too large."""

from telegram import InputMediaDocument, InputMediaPhoto

from integrations.botapi.files import LARGEST_DOWNLOAD, LARGEST_PHOTO
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


def a_png(width: int = 1080, height: int = 1200, weight: int = 33) -> bytes:
    """No more of a PNG than says how large it is."""
    head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + width.to_bytes(4) + height.to_bytes(4)
    return head.ljust(weight, b"\0")


def a_jpeg(width: int, height: int) -> bytes:
    """One segment of something else, then the frame."""
    size = height.to_bytes(2) + width.to_bytes(2)
    return b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x11\x08" + size + bytes(8)


@played
async def test_a_photo_has_sizes_and_a_caption_and_is_sent_again_by_its_id(room: Room) -> None:
    room.bo.opens()
    first = await room.bot.send_photo(
        room.bo.id, a_png(), filename="wheel.png", caption="<b>2027</b>", parse_mode="HTML"
    )

    again = await room.bot.send_photo(room.bo.id, first.photo[-1].file_id)
    jpeg = await room.bot.send_photo(room.bo.id, a_jpeg(640, 480))

    assert (first.document, first.caption) == (None, "2027")
    sizes = [(shown.photo[-1].width, shown.photo[-1].height) for shown in (first, again, jpeg)]
    assert sizes == [(1080, 1200), (1080, 1200), (640, 480)]
    assert room.bo.chat().last.documents == []


@played
async def test_what_is_no_photo_is_refused(room: Room) -> None:
    room.bo.opens()
    file = await room.bot.send_document(room.bo.id, a_png(), filename="wheel.png")
    photo = await room.bot.send_photo(room.bo.id, a_png())
    assert file.document is not None

    words = [
        await refusal(room.bot.send_photo(room.bo.id, sent))
        for sent in (
            b"%PDF-1.7",
            a_png(9_000, 1_001),
            a_png(2_100, 100),
            a_png(weight=LARGEST_PHOTO + 1),
            file.document.file_id,
        )
    ]

    assert words == [
        "Image_process_failed",
        "Photo_invalid_dimensions",
        "Photo_invalid_dimensions",
        "File is too big to be sent as a photo",
        "Can't use file of type document as photo",
    ]
    assert await refusal(room.bot.send_document(room.bo.id, photo.photo[-1].file_id)) == (
        "Can't use file of type photo as document"
    )
