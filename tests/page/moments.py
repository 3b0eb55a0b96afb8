"""The five moments of which `make test-page` keeps a picture, and the README, by `make pictures`, three."""

from playwright.sync_api import Page, expect

from tests.page.visitor import newest, play, say

TITLE = "Nya lokaler"
LOOK_MS, LOOKS, STILL = 300, 25, 4


def agenda_beside_the_chat(page: Page) -> None:
    """Bo looks at the agenda that has gone out."""
    play(page, "Bo Ek", "Demoarenan")
    page.locator(".file", has_text="Dagordning").last.click()
    expect(page.locator("#viewer h2")).to_contain_text("Dagordning Demoarenan")
    page.mouse.move(0, 0)
    _is_drawn(page)


def _is_drawn(page: Page) -> None:
    """Nothing says when the browser's own PDF viewer is ready: it shows something else, and then stays so."""
    blank = page.screenshot()
    seen = [blank]
    for _ in range(LOOKS):
        page.wait_for_timeout(LOOK_MS)
        seen.append(page.screenshot())
        if blank not in seen[-STILL:] and len(set(seen[-STILL:])) == 1:
            return


def proposed(page: Page) -> None:
    """The visitor's own item, with what can be done to it."""
    play(page, "Bo Ek", "samverkansbot")
    say(page, f"/foresla {TITLE} (20 min)")
    # What one has written holds the title too.
    expect(newest(page)).to_contain_text("Inkommet")


def sent_by_itself(page: Page) -> None:
    """The item on the agenda that went out although nobody had prepared it."""
    play(page, "Bo Ek", "Demoarenan")
    post = page.locator(".bubble").filter(has_text=TITLE).first
    expect(post).to_contain_text("Preliminär dagordning")


def drawer(page: Page) -> None:
    """What the bot has promised, as it happens."""
    page.get_by_role("tab", name="Utskick").click()
