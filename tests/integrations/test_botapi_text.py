"""HTML mode, entities and lengths, through python-telegram-bot."""

import pytest
from telegram import Message, MessageEntity

from integrations.botapi.entities import FormattedText
from integrations.botapi.errors import ApiRefusal
from integrations.botapi.html import parse_html
from integrations.botapi.rendering import as_html
from integrations.botapi.speech import said
from tests.integrations.test_botapi_room import Room, played, refusal

ALL_TAGS = (
    '<b>a</b><i>b</i><u>c</u><s>d</s><code>e</code><pre>f</pre><a href="https://x.example/y">g</a>'
    '<blockquote>h</blockquote><tg-spoiler>i</tg-spoiler><tg-time unix="1803546000" format="wDt">j</tg-time>'
)


def entities_of(html: str) -> list[tuple[str, int, int]]:
    return [(each["type"], each["offset"], each["length"]) for each in parse_html(html).entities]


def error_of(html: str) -> str:
    with pytest.raises(ApiRefusal) as caught:
        parse_html(html)
    return caught.value.description.removeprefix("Bad Request: can't parse entities: ")


def commands_in(text: str) -> list[str]:
    found = [each for each in said(text).entities if each["type"] == "bot_command"]
    units = text.encode("utf-16-le")
    return [units[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le") for e in found]


async def sent(room: Room, html: str) -> Message:
    room.bo.opens()
    return await room.bot.send_message(room.bo.id, html, parse_mode="HTML")


@played
async def test_html_becomes_plain_text_and_entities(room: Room) -> None:
    message = await sent(room, "<b>Dagordning</b> &amp; <i>bilagor</i> &#229;")

    assert message.text == "Dagordning & bilagor å"
    assert [(each.type, each.offset, each.length) for each in message.entities] == [
        (MessageEntity.BOLD, 0, 10),
        (MessageEntity.ITALIC, 13, 7),
    ]
    assert room.bo.chat().last.html == "<b>Dagordning</b> &amp; <i>bilagor</i> å"


def test_every_allowed_tag_is_read_and_can_be_written_again() -> None:
    parsed = parse_html(ALL_TAGS)

    assert parsed.text == "abcdefghij"
    assert as_html(parsed) == ALL_TAGS


def test_the_other_names_of_tags_mean_the_same() -> None:
    html = "<strong>a</strong><em>b</em><ins>c</ins><strike>d</strike><del>e</del>"

    kinds = [kind for kind, _, _ in entities_of(html + "<span class='tg-spoiler'>f</span>")]
    assert kinds == ["bold", "italic", "underline", "strikethrough", "strikethrough", "spoiler"]


def test_entities_count_utf16_units() -> None:
    assert entities_of("🏆🏆<b>å🏆</b>") == [("bold", 4, 3)]


def test_nested_entities_come_outermost_first() -> None:
    assert entities_of("<i>a<b>b</b></i>") == [("italic", 0, 2), ("bold", 1, 1)]


def test_nothing_stands_inside_code() -> None:
    assert entities_of("<code>a<b>b</b></code>") == [("code", 0, 2)]


def test_code_in_pre_has_a_language() -> None:
    parsed = parse_html('<pre><code class="language-python">x</code></pre>')

    assert parsed.entities == ({"type": "pre", "language": "python", "offset": 0, "length": 1},)


def test_a_time_is_shown_in_the_readers_zone() -> None:
    parsed = parse_html('<tg-time unix="1803546000" format="wDt">fredag</tg-time>')

    expected = {
        "type": "date_time",
        "unix_time": 1803546000,
        "date_time_format": "wDt",
        "offset": 0,
        "length": 6,
    }
    assert parsed.entities == (expected,)


def test_only_four_named_references_are_known() -> None:
    assert parse_html("&lt;&gt;&amp;&quot;&nbsp;&apos;&#x41;&#66;").text == '<>&"&nbsp;&apos;AB'


def test_a_link_to_a_person_is_a_mention() -> None:
    [entity] = parse_html('<a href="tg://user?id=42">Bo</a>').entities

    assert (entity["type"], entity["user"]["id"]) == ("text_mention", 42)


@pytest.mark.parametrize(
    ("html", "error"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("å<br>", 'Unsupported start tag "br" at byte offset 2'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("a <b", "Unclosed start tag at byte offset 2"),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a href=x y>z</a", "Unclosed end tag at byte offset 13"),
        ("<a href='x>z</a>", "Unclosed start tag at byte offset 0"),
        ("<a =x>z</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=å>z</a>", "Unexpected end of name token at byte offset 8"),
        ("<tg-time unix='1' format='x'>z</tg-time>", "Invalid date format used"),
    ],
)
def test_what_is_no_telegram_html_is_refused(html: str, error: str) -> None:
    assert error_of(html) == error


@played
async def test_a_wrong_tag_fails_the_whole_send(room: Room) -> None:
    words = await refusal(sent(room, "<p>Hej</p>"))

    assert words == 'Can\'t parse entities: unsupported start tag "p" at byte offset 0'
    assert room.bo.chat().from_bot == []


@played
async def test_a_text_has_at_most_4096_units_after_parsing(room: Room) -> None:
    await sent(room, f"<b>{'x' * 4096}</b>")

    assert await refusal(sent(room, "x" * 4097)) == "Message is too long"
    assert await refusal(sent(room, "🏆" * 2049)) == "Message is too long"


@played
async def test_an_empty_text_is_refused(room: Room) -> None:
    assert await refusal(sent(room, "")) == "Message text is empty"
    assert await refusal(sent(room, "<b> </b>\n")) == "Text must be non-empty"


@played
async def test_a_caption_has_at_most_1024_units(room: Room) -> None:
    room.bo.opens()
    await room.bot.send_document(room.bo.id, b"x", caption="x" * 1024)

    words = await refusal(room.bot.send_document(room.bo.id, b"x", caption="x" * 1025))
    assert words == "Message caption is too long"


@played
async def test_markdown_is_not_spoken_here(room: Room) -> None:
    room.bo.opens()

    assert (
        await refusal(room.bot.send_message(room.bo.id, "*x*", parse_mode="Markdown"))
        == "Unsupported parse_mode"
    )


def test_white_space_around_a_text_goes_and_entities_follow() -> None:
    trimmed = parse_html("\n <b> x </b> ").trimmed()

    assert trimmed == FormattedText("x", ({"type": "bold", "offset": 0, "length": 1},))


@pytest.mark.parametrize(
    ("text", "commands"),
    [
        ("/foresla Budget", ["/foresla"]),
        ("/foresla@samverkansbot Budget", ["/foresla@samverkansbot"]),
        ("/Foresla", ["/Foresla"]),
        ("/föreslå Budget", []),
        ("/ersättare", []),
        ("/ersa\u0308ttare", ["/ersa"]),
        ("och/eller", []),
        ("//x", []),
        ("🏆 /mina, tack", ["/mina"]),
        ("</b>", []),
        ("/mina/", []),
    ],
)
def test_commands_are_found_as_telegram_finds_them(text: str, commands: list[str]) -> None:
    assert commands_in(text) == commands


def test_links_mentions_and_addresses_are_found() -> None:
    kinds = [
        each["type"]
        for each in said("Se https://region.example/a, @bo_ek, bo.ek@region.example #svom").entities
    ]

    assert kinds == ["url", "mention", "email", "hashtag"]
