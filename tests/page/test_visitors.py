"""What visitors do on the page: in two tabs, with files, by keyboard, on a phone, with a screen reader."""

import re
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from handlers.demo.stage import today
from tests.page.conftest import PICTURES, Visit
from tests.page.visitor import key, newest, play, said_of, say

PHONE = {"width": 390, "height": 844}
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
AA = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}


def test_two_people_in_two_tabs_see_each_other(told: str, visit: Visit) -> None:
    bos, lenas = visit(told), visit(told)
    play(bos, "Bo Ek", "Demoarenan")
    play(lenas, "Lena Lund", "Demoarenan")

    say(bos, "Ses vi på mötet?")

    expect(newest(lenas)).to_contain_text("Ses vi på mötet?")
    expect(newest(lenas).locator(".sender")).to_have_text("Bo Ek")


def test_a_file_goes_up_with_the_item_and_opens_beside_the_chat(
    told: str, visit: Visit, tmp_path: Path
) -> None:
    page, file = visit(told), tmp_path / "Lokalplan.pdf"
    file.write_bytes(PDF)
    play(page, "Lena Lund", "samverkansbot")

    page.locator("#file").set_input_files(file)
    expect(page.locator("#replying")).to_contain_text("Lokalplan.pdf")
    assert page.locator(".file", has_text="Lokalplan.pdf").count() == 0
    say(page, "/foresla Lokalplan (10 min)")

    expect(page.locator("#replying")).to_be_hidden()
    expect(newest(page)).to_contain_text("Lokalplan.pdf")
    page.locator(".file", has_text="Lokalplan.pdf").last.click()
    expect(page.locator("#viewer iframe")).to_have_attribute("title", "Lokalplan.pdf")
    # Chromium's PDF viewer has taken the focus by then.
    page.wait_for_timeout(1_500)
    expect(page.get_by_role("button", name="Stäng")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#viewer")).to_be_hidden()


def test_words_that_were_sent_with_a_file_are_changed(told: str, visit: Visit, tmp_path: Path) -> None:
    page, file = visit(told), tmp_path / "Skolskjuts.pdf"
    file.write_bytes(PDF)
    play(page, "Lena Lund", "samverkansbot")
    page.locator("#file").set_input_files(file)
    say(page, "/foresla Skolskjuts (10 min)")
    sent = page.locator(".bubble.mine").last
    expect(newest(page)).to_contain_text("Skolskjuts.pdf")

    sent.get_by_role("button", name="Ändra").click()
    expect(page.get_by_label("Skriv ett meddelande")).to_have_value("/foresla Skolskjuts (10 min)")
    expect(page.locator("#replying")).to_contain_text("Du ändrar det du skrev till filen")
    say(page, "/foresla Skolskjuts i Norra kommunen (10 min)")

    expect(sent.locator(".text")).to_have_text("/foresla Skolskjuts i Norra kommunen (10 min)")
    expect(sent).to_contain_text("ändrat")
    expect(page.locator(".bubble:not(.mine)").last).to_contain_text("Skolskjuts i Norra kommunen")


def test_a_file_that_was_chosen_can_be_left_out(told: str, visit: Visit, tmp_path: Path) -> None:
    page, file = visit(told), tmp_path / "Fel fil.pdf"
    file.write_bytes(PDF)
    play(page, "Lena Lund", "Demoarenan")

    page.locator("#file").set_input_files(file)
    page.locator("#replying").get_by_role("button", name="Avbryt").click()
    say(page, "Ingen fil den här gången.")

    expect(newest(page)).to_contain_text("Ingen fil den här gången.")
    assert page.locator(".file", has_text="Fel fil.pdf").count() == 0


def test_the_chat_stays_at_its_end_and_a_file_is_closed_with_its_reader(told: str, visit: Visit) -> None:
    page = visit(told)
    play(page, "Bo Ek", "Demoarenan")

    page.locator(".file").last.click()
    expect(page.locator("#viewer")).to_be_visible()
    page.wait_for_timeout(500)
    from_end = page.evaluate(FROM_END)
    page.get_by_role("button", name="English").click()
    expect(page.locator("#viewer").get_by_role("button", name="Close")).to_be_visible()
    page.get_by_role("button", name="Svenska").click()
    page.locator("#people").get_by_role("button", name="Lena Lund").click()

    assert from_end < 2
    expect(page.locator("#viewer")).to_be_hidden()


def test_the_pinned_message_is_shown_and_the_page_stays_where_it_is(told: str, visit: Visit) -> None:
    page = visit(told)
    play(page, "Bo Ek", "Demoarenan")
    page.locator(".promise").nth(30).wait_for(state="attached")

    page.locator("#pin").click()

    expect(page.locator(".bubble", has_text="Läs handlingarna före mötet.").last).to_be_in_viewport()
    assert page.evaluate("[document.documentElement.scrollHeight - innerHeight, scrollY]") == [0, 0]


def test_an_outsider_is_offered_no_more_commands_than_answer_them(told: str, visit: Visit) -> None:
    page = visit(told)
    play(page, "Olle Frisk", "samverkansbot")

    page.get_by_role("button", name="Kommandon").click()

    expect(page.get_by_role("option").locator("b")).to_have_text(["/hjalp", "/avbryt"])


def test_a_link_adds_the_bot_to_a_group_that_one_chooses(told: str, visit: Visit) -> None:
    page = visit(told)
    play(page, "Eva Nord", "samverkansbot")
    say(page, "https://t.me/samverkansbot?startgroup=FEL-KOD")
    # The answer moves the chat up, and the link away below the pointer; so it must be there first.
    expect(page.locator(".bubble.mine").last).to_contain_text("FEL-KOD")
    expect(newest(page)).not_to_contain_text("FEL-KOD")

    page.get_by_role("button", name="https://t.me/samverkansbot?startgroup=FEL-KOD").last.click()
    page.get_by_role("dialog").get_by_role("button", name="Beredningen").click()

    expect(page.locator("#head h2")).to_have_text("Beredningen")
    expect(page.locator(".bubble.mine").filter(has_text="/start@samverkansbot FEL-KOD")).to_have_count(1)


def test_somebody_new_takes_over_a_seat(told: str, visit: Visit) -> None:
    page, begins = visit(told), today().date() + timedelta(days=300)
    play(page, "Bo Ek", "samverkansbot")
    say(page, f"/ersattare Cilla Berg cilla.berg@region.example från {begins}")
    key(page, "Skicka")
    play(page, "Åsa Berg", "samverkansbot")
    key(page, "Registrera")
    play(page, "Bo Ek", "samverkansbot")

    newest(page).get_by_role("button", name="?start=").click()
    page.get_by_role("dialog").get_by_role("button", name="Cilla Berg").click()
    key(page, "Det är jag")

    expect(page.locator("[data-player][aria-pressed=true] .name")).to_have_text("Cilla Berg")
    expect(newest(page)).to_contain_text("Välkommen, Cilla Berg!")
    expect(said_of(page, "Cilla Berg")).to_have_text(re.compile("^Efter Bo från "))
    expect(said_of(page, "Bo Ek")).to_have_text("Ledamot, region")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_who_takes_over_is_picked_from_the_list_of_people(told: str, visit: Visit, theme: str) -> None:
    page, keys = visit(told, color_scheme=theme), "#keys button"
    play(page, "Hugo Lind", "samverkansbot")
    say(page, "/ersattare")
    key(page, "Jag slutar")
    key(page, "Välj i Telegram")
    expect(page.locator(keys)).to_have_text("Välj person")
    page.screenshot(path=PICTURES / f"look-{theme}-key.png")
    barred = Axe().run(page, options=AA).response["violations"]
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    page.screenshot(path=PICTURES / f"look-{theme}-key-phone.png")

    page.locator(keys).focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Välj en person")
    expect(dialog.locator(".name").first).to_have_text("Åsa Berg")
    expect(dialog.locator(".name").filter(has_text="Hugo Lind")).to_have_count(0)
    page.screenshot(path=PICTURES / f"look-{theme}-picker-phone.png")
    barred += Axe().run(page, options=AA).response["violations"]
    dialog.get_by_role("button", name="Dan Alm").press("Enter")

    expect(page.locator(".service").last).to_have_text("Hugo Lind valde Dan Alm")
    expect(newest(page)).to_contain_text("Vilken e-postadress har Dan Alm?")
    expect(page.locator("#keys")).to_be_hidden()
    expect(page.get_by_label("Skriv ett meddelande")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert [each["id"] for each in barred] == []
    say(page, "/avbryt")
    expect(newest(page)).to_contain_text("Avbrutet.")


def test_a_name_may_be_typed_below_the_key(told: str, visit: Visit) -> None:
    page = visit(told)
    play(page, "Hugo Lind", "samverkansbot")
    say(page, "/ersattare")
    key(page, "Jag slutar")
    key(page, "Välj i Telegram")
    expect(page.locator("#keys button")).to_have_text("Välj person")

    say(page, "Stina Alm stina.alm@sodra.example")

    expect(page.locator(".bubble").filter(has_text="Knappen Välj person är borttagen.")).to_have_count(1)
    expect(newest(page)).to_contain_text("Från och med vilken dag?")
    expect(page.locator("#keys")).to_be_hidden()
    say(page, "/avbryt")
    expect(newest(page)).to_contain_text("Avbrutet.")


def test_who_made_a_group_takes_somebody_out_and_anybody_in_it_brings_them_back(
    told: str, visit: Visit
) -> None:
    page = visit(told)
    members, service = page.get_by_role("button", name="medlemmar"), page.locator(".service").last
    play(page, "Åsa Berg", "Demoarenan")
    members.click()
    page.get_by_role("button", name="Ta bort Gun Dahl ur gruppen").click()
    expect(service).to_have_text("Åsa Berg tog bort Gun Dahl")
    page.keyboard.press("Escape")

    play(page, "Lena Lund", "Demoarenan")
    members.click()
    expect(page.get_by_role("button", name=re.compile("^Ta bort"))).to_have_count(0)
    page.get_by_role("button", name="Lägg till Gun Dahl i gruppen").click()

    expect(service).to_have_text("Lena Lund lade till Gun Dahl")
    expect(members).to_have_text("7 medlemmar")


def test_everything_is_done_by_keyboard(told: str, visit: Visit) -> None:
    page = visit(told)
    page.locator("#people").get_by_role("button", name="Bo Ek").focus()
    page.keyboard.press("Enter")
    page.locator(".chat-line").filter(has=page.locator(".name", has_text="samverkansbot")).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Skriv ett meddelande")).to_be_focused()

    page.keyboard.type("/mö")
    expect(page.get_by_role("option", name="/moten")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")

    expect(newest(page)).to_contain_text("Plats: Regionens hus")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [{"width": 1440, "height": 900}, PHONE], ids=["screen", "phone"])
def test_nothing_bars_anybody(
    told: str,
    visit: Visit,
    theme: str,
    size: dict[str, int],
    record_property: Callable[[str, object], None],
) -> None:
    page = visit(told, color_scheme=theme, viewport=size)
    page.locator(".bubble").first.wait_for()
    page.screenshot(path=PICTURES / f"look-{theme}-{size['width']}.png")

    found = Axe().run(page, options=AA)

    record_property("figures", f"axe, {theme}, {size['width']} px: {found.violations_count} violations")
    assert [each["id"] for each in found.response["violations"]] == []


def test_nothing_covers_anything_in_a_low_window(told: str, visit: Visit) -> None:
    page = visit(told, viewport={"width": 1280, "height": 600})
    page.locator(".promise").first.wait_for()

    covered = page.locator(".right button:visible").evaluate_all(COVERED)

    page.screenshot(path=PICTURES / "look-low.png")
    assert covered == []
    expect(page.locator(".promise").nth(2)).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("size", [{"width": 720, "height": 450}, PHONE], ids=["zoomed twice", "phone"])
def test_nothing_runs_out_of_a_narrow_page(told: str, visit: Visit, size: dict[str, int]) -> None:
    page = visit(told, viewport=size)
    page.locator(".bubble").first.wait_for()

    for part in ("Chattar", "Chatt", "Spela"):
        page.locator(".tabs").get_by_role("button", name=part, exact=True).click()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), part


def test_the_menu_of_commands_stays_open_when_one_was_writing(told: str, visit: Visit) -> None:
    page = visit(told)
    play(page, "Bo Ek", "Demoarenan")

    page.get_by_role("button", name="Kommandon").click()

    page.wait_for_timeout(300)
    expect(page.get_by_role("option", name="/foresla")).to_be_visible()


def test_the_page_speaks_english_when_asked(told: str, visit: Visit) -> None:
    page = visit(told)

    page.get_by_role("button", name="English").click()

    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", name="Who am I?")).to_be_visible()


def test_five_hundred_messages_scroll_smoothly(
    told: str, visit: Visit, record_property: Callable[[str, object], None]
) -> None:
    page = visit(told)
    play(page, "Bo Ek", "Demoarenan")
    begun = time.monotonic()
    page.evaluate(SAY_MANY)
    expect(page.locator(".bubble").filter(has_text="Rad 500 av 500")).to_be_visible(timeout=60_000)
    shown = time.monotonic() - begun

    frames = page.evaluate(SCROLL)

    middle = sorted(frames)[len(frames) // 2]
    record_property(
        "figures", f"500 messages: shown in {shown:.1f} s, a frame in {middle:.0f} ms while scrolling"
    )
    assert page.locator(".bubble").count() >= 500


COVERED = """buttons => buttons.filter((button) => {
  const { left, top, width, height } = button.getBoundingClientRect();
  return !button.contains(document.elementFromPoint(left + width / 2, top + height / 2));
}).map((button) => button.textContent)"""
FROM_END = """() => {
  const box = document.getElementById("scroll");
  return box.scrollHeight - box.scrollTop - box.clientHeight;
}"""
# As fast as a browser can: not by typing.
SAY_MANY = """async () => {
  const me = Number(sessionStorage.getItem("player")), chat = Number(sessionStorage.getItem("chat"));
  for (let row = 1; row <= 500; row += 1) {
    const body = JSON.stringify({ person: me, chat, text: `Rad ${row} av 500` });
    await fetch("/face/do/say", { method: "POST", body });
  }
}"""
SCROLL = """async () => {
  const box = document.getElementById("scroll"), frames = [];
  let before = performance.now();
  for (let step = 0; step < 60; step += 1) {
    box.scrollTop -= 200;
    await new Promise(requestAnimationFrame);
    frames.push(performance.now() - before);
    before = performance.now();
  }
  return frames;
}"""


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": "evil.example"}, 403),
        ({"origin": "http://evil.example"}, 403),
        ({}, 403),
    ],
    ids=["foreign host", "foreign page", "no browser"],
)
def test_only_the_page_itself_may_act(told: str, headers: dict[str, str], status: int) -> None:
    answer = httpx.post(f"{told}/face/do/say", headers=headers, content="{}")

    assert answer.status_code == status


@pytest.mark.parametrize("body", ["", "{", "[]", '{"person": "x"}', '{"person": 1, "chat": null, "text": 1}'])
def test_nonsense_is_answered_in_one_line(told: str, body: str) -> None:
    answer = httpx.post(f"{told}/face/do/say", headers={"origin": told.rstrip("/")}, content=body)

    assert (answer.status_code, list(answer.json())) == (400, ["error"])
