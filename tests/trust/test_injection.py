"""What people write stays what they wrote: in no output it is read as HTML, as a template, as layout, as a
header, as a path or as a formula."""

import csv
import io
import json
import re
from collections.abc import Callable
from email.message import EmailMessage
from html.parser import HTMLParser
from typing import Any

from pypdf import PdfReader

from bot.model.changes import as_sent
from bot.model.dispatch import DispatchKind
from integrations.botapi.html import parse_html
from integrations.documents import agenda_pdf
from storage import tables
from tests.databases import on_sqlite
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People
from tests.handlers.chat.test_two_arenas import commands, everything_pressed
from tests.handlers.chat.trying import Trial
from tests.mailserver import PostOffice
from tests.trust.leaving import calendar_of, exported

MARKUP = "</b><b>fet</b><script>x</script><img src=x onerror=x>&lt;"
TEMPLATE = "{{ 7 * 191 }}{% include 'x' %}{0.__class__}%(x)s${HOME}"
PAPER = '#panic("x") $x$ @ref *fet* [a] #include "/etc/passwd"'
PATH = "../../../etc/passwd"
CELL = "=1+1"
HEADERS = "x\r\nBcc: mallory@example.com\r\nATTENDEE:mailto:mallory@example.com"
NUL = "Bud\x00get \u202egnp.exe\u200b"
PAYLOADS = (MARKUP, TEMPLATE, PAPER, PATH, CELL, HEADERS, NUL)
# Every one of them in what is one name; as long as the shortest field lets it be.
NAME = f"{MARKUP} {TEMPLATE} {CELL}"
# A receipt of a press is plain.
AS_HTML = {DispatchKind.TEXT, DispatchKind.EDIT, DispatchKind.DOCUMENT, DispatchKind.PHOTO, DispatchKind.MAIL}
# What the bot itself writes in Telegram.
OWN_ENTITIES = {"bold", "italic", "text_link", "email", "url", "mention", "bot_command", "hashtag", "cashtag"}
NEVER = ("1337", "passwd:", "root:x")
UNSEEN = ("\x00", "\u202e", "\u200b")


def everything_is_named_badly(chat: Chat) -> None:
    """Arenas, people, seats and meetings, as a file or a chat may name them."""
    with chat.memory() as store:
        place = chat.place(store)
        place.arena.name, place.arena.short = f"Norr {NAME}", "Norr <b>fet</b>{{ 7 * 191 }}"
        place.arena.words = {"member": MARKUP, "deputy": TEMPLATE}
        for seat in place.seats():
            seat.title, seat.organisation = f"{seat.key} {NAME}", f"{PATH} {PAPER}"
        for meeting in place.meetings():
            meeting.place, meeting.link = f"{MARKUP} {PAPER}", "https://x.example/?a=1&b=%22><b>"
        for standing in place.standings(chat.clock.now().date()):
            standing.person.name += f" {MARKUP}{{{{ 7 * 191 }}}}"


def norr_writes(chat: Chat, people: People) -> None:
    """Every payload as title, description, file name, presenter, reason, guest and word to a deputy."""
    for payload in PAYLOADS:
        line = payload.replace("\r\n", " ")
        card = chat.sends(people.bo, f"{line}.pdf", caption=f"/foresla {line}").new[0]
        chat.presses(people.bo, card, "Beskrivning")
        chat.says(people.bo, payload)
        chat.presses(people.bo, card, "Föredragande")
        chat.says(people.bo, payload[:90])
    chat.fetches()
    incoming = [each for each in chat.says(people.pia, "/beredning").said if "Ta upp" in str(each.buttons)]
    for card in incoming[:-1]:
        chat.presses(people.pia, card, "Ta upp")
    chat.presses(people.pia, incoming[-1], "Avböj")
    chat.says(people.pia, f"{MARKUP} {TEMPLATE}")
    invited = chat.says(people.asa, f"/bjudin Eva {MARKUP} eva@example.se mötet").new
    for card in invited:
        if "Bjud in" in str(card.buttons):
            chat.presses(people.asa, card, "Bjud in")
    for card in chat.says(people.bo, f"/ersattare Cilla {MARKUP} cilla@example.se 2026-12-01").new:
        if "Skicka" in str(card.buttons):
            chat.presses(people.bo, card, "Skicka")


def read_as_code(html: str) -> list[str]:
    """What of a message became something else than words."""
    shown = parse_html(html)
    others = {entity["type"] for entity in shown.entities} - OWN_ENTITIES
    return [*others, *done_by(shown.text)]


def done_by(text: str) -> list[str]:
    """What payloads did: lost their tags, reckoned, read a file, or hid a letter."""
    found = [word for word in (*NEVER, *UNSEEN) if word in text]
    return found + ["fet</b>"] * (text.count("fet</b>") > text.count("<b>fet</b>"))


class Tags(HTMLParser):
    """The tags of a page, with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


ALLOWED = {"html", "head", "meta", "title", "body", "h1", "h2", "p", "br", "b", "i", "a"}


def look_at_page(page: str) -> None:
    tags = Tags(page).found
    assert {tag for tag, _ in tags} <= ALLOWED
    assert not any(name.startswith("on") for _, attributes in tags for name in attributes)
    links = [attributes["href"] or "" for tag, attributes in tags if tag == "a"]
    assert all(link.startswith(("https://", "mailto:", "tg://")) for link in links)


@on_sqlite
def test_in_every_message_the_bot_can_be_made_to_say(
    chat: Chat, people: People, figure: Callable[..., None]
) -> None:
    everything_is_named_badly(chat)
    norr_writes(chat, people)
    texts = list[str]()
    for who in (people.asa, people.bo):
        with chat.all_at_once():
            for words in commands(chat):
                chat.says(who, words)
            for button in everything_pressed(chat, "norr") if who is people.asa else ():
                chat.presses_genuine(who, button)
            texts += Trial(chat).texts()
    chat.publishes()
    texts += [row["text"] for row in chat.rows(tables.dispatch) if row["text"] and row["kind"] in AS_HTML]

    wrong = [(text, read_as_code(text)) for text in texts if read_as_code(text)]
    shown = [parse_html(text).text for text in texts]
    figure(
        "P8",
        "messages with HTML, Jinja and formats in each field",
        tried=len(texts),
        read_as_code=len(wrong),
    )
    assert wrong == []
    assert min(sum(part in each for each in shown) for part in (MARKUP, TEMPLATE, PAPER, PATH, CELL)) > 0


@on_sqlite
def test_in_mails_papers_calendars_and_exports(
    chat: Chat,
    people: People,
    post: PostOffice,
    tmp_path: Any,
    figure: Callable[..., None],
) -> None:
    everything_is_named_badly(chat)
    norr_writes(chat, people)
    with chat.memory() as store:
        chat.place(store).arena.telegram = "sparsam"
    chat.publishes()

    for mail in post.taken:
        look_at_mail(mail)
    look_at_calendar(calendar_of(chat, people.asa))
    pages = look_at_paper(chat)
    files = look_at_export(chat, tmp_path)
    figure("P8", "mails, papers and files with the same", mails=len(post.taken), pages=pages, files=files)
    assert len(post.taken) > 5


def look_at_mail(mail: EmailMessage) -> None:
    assert set(mail.keys()) <= {
        "Subject", "From", "To", "Date", "Message-ID", "MIME-Version", "Content-Type",
        "Auto-Submitted", "X-Auto-Response-Suppress", "X-Peer", "X-MailFrom", "X-RcptTo",
    }  # fmt: skip
    assert "mallory" not in str(mail["To"])
    html, words = mail.get_body(("html",)), mail.get_body(("plain",))
    assert html
    assert words
    look_at_page(html.get_content())
    assert done_by(words.get_content()) == []
    for part in mail.walk():
        if part.get_content_type() == "text/calendar":
            look_at_calendar(part.get_content())


def look_at_calendar(text: str | bytes) -> None:
    lines = (text.decode() if isinstance(text, bytes) else text).replace("\r\n ", "").splitlines()
    assert [line for line in lines if line.startswith(("ATTENDEE", "Bcc")) and "mallory" in line] == []
    assert all(re.match(r"[A-Z-]+[:;]", line) for line in lines if line)


def look_at_paper(chat: Chat) -> int:
    with chat.memory() as store:
        place = chat.place(store)
        sent = as_sent(place.publications(place.meetings()[0]), place.arena.zone)
    assert sent
    pages = PdfReader(io.BytesIO(agenda_pdf(sent))).pages
    text = re.sub(r"\s", "", "".join(page.extract_text() for page in pages))
    for payload in (MARKUP, TEMPLATE, PAPER, PATH, CELL):
        assert re.sub(r"\s", "", payload) in text
    assert done_by(text) == []
    return len(pages)


def look_at_export(chat: Chat, home: Any) -> int:
    written = exported(chat, "norr", home / "norr")
    assert {path.relative_to(home).parts[0] for path in written} == {"norr"}
    json.loads((home / "norr/arena.json").read_text())
    rows = list(csv.reader((home / "norr/historik.csv").read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    for path in written:
        if path.suffix == ".md":
            assert done_by(path.read_text()) == []
    return len(written)
