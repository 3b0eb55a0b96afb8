"""The calendar and the mails of the one whom one plays: what is done in Outlook reaches the bot, and back."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.page.conftest import PICTURES, Visit
from tests.page.test_visitors import AA, PHONE
from tests.page.visitor import JUMP_MS, key, newest, play


def opens(page: Page, tab: str) -> None:
    page.get_by_role("tab", name=tab).click()


def event(page: Page) -> Locator:
    """The meeting that is furthest away."""
    return page.locator(".event").last


def does(page: Page, words: str) -> None:
    """Press in the calendar; the clock goes on until the bot has read what was done there."""
    event(page).get_by_role("button", name=words).click()
    expect(page.locator(".jumps button:enabled").first).to_be_visible(timeout=JUMP_MS)


def test_who_declines_in_outlook_is_told_in_the_chat_and_counted(told: str, visit: Visit) -> None:
    page = visit(told)
    play(page, "Hugo Lind", "samverkansbot")
    opens(page, "Kalender")
    expect(event(page).locator(".answer")).to_have_text("Inte besvarad")

    does(page, "Avböj")

    expect(event(page).locator(".answer")).to_have_text("Du har tackat nej")
    said = page.locator(".bubble").filter(has_text="Du har tackat nej i Outlook").first
    expect(said).to_be_visible(timeout=JUMP_MS)
    page.screenshot(path=PICTURES / "7-declined.png")
    play(page, "Åsa Berg", "samverkansbot")
    expect(event(page).locator(".organiser")).to_contain_text("1 nej")


def test_the_secretary_moves_a_meeting_in_outlook_and_the_bot_follows(told: str, visit: Visit) -> None:
    page = visit(told)
    play(page, "Åsa Berg", "samverkansbot")
    opens(page, "Kalender")
    expect(event(page)).to_contain_text("13.00–15.00")
    event(page).get_by_text("Ändra i arenans brevlåda").click()

    does(page, "Flytta 1 timme senare")
    expect(newest(page)).to_contain_text("i Outlook", timeout=JUMP_MS)
    page.screenshot(path=PICTURES / "8-moved.png")
    key(page, "Behåll Outlooks")

    expect(event(page)).to_contain_text("14.00–16.00")
    play(page, "Lena Lund", "samverkansbot")
    opens(page, "Mejl")
    expect(page.locator(".letter").first).to_contain_text("Ändrat")
    expect(page.locator(".letter").first.locator(".what")).to_contain_text("14.00")
    opens(page, "Kalender")
    expect(event(page).locator(".answer")).to_have_text("Inte besvarad")
    expect(page.locator(".organiser")).to_have_count(0)


def test_who_is_not_in_the_chat_has_the_agenda_by_mail(told: str, visit: Visit) -> None:
    page = visit(told)
    play(page, "Ines Ström", "samverkansbot")
    opens(page, "Mejl")
    expect(page.locator(".letter").filter(has_text="Inbjudan")).not_to_have_count(0)

    page.locator("summary.letter").last.click()

    expect(page.locator(".letters .text").last).to_contain_text("Läs handlingarna före mötet.")
    expect(page.locator(".letters details").last).to_contain_text("Elevhälsan.pdf")


def test_the_invitation_holds_the_agenda_and_the_way_into_teams(told: str, visit: Visit) -> None:
    page = visit(told)
    play(page, "Lena Lund", "samverkansbot")
    opens(page, "Kalender")
    first = page.locator(".event").first

    expect(first).to_contain_text("Möte i Microsoft Teams")
    first.get_by_text("Läs inbjudan").click()

    lines = first.locator(".text").inner_text().splitlines()
    assert lines[0].startswith("Dagordning, version ")
    assert lines[-1] == "Anslut till mötet nu"


def test_an_outsider_has_neither_meetings_nor_mails(told: str, visit: Visit) -> None:
    page = visit(told)
    play(page, "Olle Frisk", "samverkansbot")

    opens(page, "Kalender")
    expect(page.locator("#calendar")).to_contain_text("Olle Frisk har inga inbjudningar.")
    opens(page, "Mejl")
    expect(page.locator("#mails")).to_contain_text("Olle Frisk har inte fått något mejl.")


def test_the_tabs_are_walked_by_arrows(told: str, visit: Visit) -> None:
    page = visit(told)
    page.get_by_role("tab", name="Utskick").focus()

    page.keyboard.press("ArrowRight")

    expect(page.get_by_role("tab", name="Kalender")).to_be_focused()
    expect(page.get_by_role("tabpanel", name="Kalender")).to_be_visible()
    expect(page.get_by_role("tabpanel", name="Utskick")).to_be_hidden()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [{"width": 1440, "height": 900}, PHONE], ids=["screen", "phone"])
def test_nothing_bars_anybody_from_the_calendar(
    told: str, visit: Visit, theme: str, size: dict[str, int]
) -> None:
    page = visit(told, color_scheme=theme, viewport=size)
    page.locator("body[data-pane] .tabs button").last.evaluate("tab => tab.click()")
    page.locator("#people").get_by_role("button", name="Åsa Berg").click()
    page.locator("body[data-pane] .tabs button").last.evaluate("tab => tab.click()")
    opens(page, "Kalender")
    event(page).get_by_text("Ändra i arenans brevlåda").click()
    page.locator(".event").first.get_by_text("Läs inbjudan").click()
    event(page).scroll_into_view_if_needed()
    page.screenshot(path=PICTURES / f"outlook-{theme}-{size['width']}.png")

    found = Axe().run(page, options=AA)

    assert [each["id"] for each in found.response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
