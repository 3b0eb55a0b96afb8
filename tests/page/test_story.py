"""The story that plays when the page is opened, and the way on from it."""

from playwright.sync_api import Page, expect

from handlers.demo import captions
from tests.page import moments
from tests.page.conftest import PICTURES, Visit
from tests.page.visitor import jump, newest, play, say, skip_story

START_MS = 120_000
LAPTOP = {"width": 1280, "height": 650}


def test_the_story_is_paused_taken_by_steps_and_skipped(address: str, visit: Visit) -> None:
    page = visit(address)
    caption = page.locator(".caption p").last
    expect(caption).to_have_text(captions.SETTING.sv, timeout=START_MS)
    page.get_by_role("button", name="English").click()
    expect(caption).to_have_text(captions.SETTING.en)
    page.get_by_role("button", name="Svenska").click()
    expect(caption).to_have_text(captions.CALLED.sv, timeout=START_MS)
    expect(page.locator(".chat-line[aria-current] .badge")).to_have_count(0)
    page.screenshot(path=PICTURES / "1-story.png")

    page.get_by_role("button", name="Pausa").click()
    paused = page.locator(".caption").inner_text()
    page.wait_for_timeout(6_000)
    assert page.locator(".caption").inner_text() == paused

    page.get_by_role("button", name="Ett steg").click()
    expect(page.locator(".caption")).not_to_have_text(paused)
    skip_story(page)
    expect(page.get_by_label("Skriv ett meddelande")).to_be_enabled()
    moments.agenda_beside_the_chat(page)
    page.screenshot(path=PICTURES / "4-agenda.png")


def test_a_visitor_proposes_an_item_and_sees_the_agenda_go_out(told: str, visit: Visit) -> None:
    page = visit(told)
    page.get_by_role("button", name="Uppfattat").click()

    moments.proposed(page)
    page.screenshot(path=PICTURES / "2-proposed.png")
    jump(page, "Till utskicket")
    moments.sent_by_itself(page)
    page.screenshot(path=PICTURES / "3-sent.png")

    page.locator(".file").last.click()
    expect(page.locator("#viewer h2")).to_contain_text("Preliminär dagordning Demoarenan")


def test_the_drawer_tells_what_the_bot_promised_and_sent(told: str, visit: Visit) -> None:
    page = visit(told, viewport=LAPTOP)
    play(page, "Bo Ek", "samverkansbot")

    say(page, "/moten")

    expect(newest(page)).not_to_have_text("/moten")
    expect(page.locator(".promise b").first).to_have_text("Bo Ek")
    expect(page.locator(".promise .what").first).to_contain_text("Regionens hus")
    # Not below the edge of a low screen.
    expect(page.locator(".promise").first).to_be_in_viewport(ratio=1)
    expect(page.locator("#commands")).to_be_hidden()
    moments.drawer(page)
    page.screenshot(path=PICTURES / "5-drawer.png")
    _reload_shows_the_same(page)


def _reload_shows_the_same(page: Page) -> None:
    """In the middle of everything."""
    expect(newest(page)).not_to_contain_text("/moten")
    before = page.locator(".bubble").all_inner_texts()
    page.reload()

    expect(page.locator(".bubble")).to_have_count(len(before))
    assert page.locator(".bubble").all_inner_texts() == before
