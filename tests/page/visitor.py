"""What a visitor does on the page, in their own words."""

from playwright.sync_api import Locator, Page, expect

STORY_MS = 180_000
JUMP_MS = 60_000


def skip_story(page: Page) -> None:
    """Have the story played to its end, and begin to play."""
    page.get_by_role("button", name="Hoppa över", exact=True).click()
    page.get_by_role("button", name="Uppfattat").click(timeout=STORY_MS)


def end_story(page: Page) -> None:
    """Have it played to its end, if it is not over."""
    skip = page.get_by_role("button", name="Hoppa över", exact=True)
    skip.or_(page.get_by_role("button", name="Uppfattat")).first.wait_for()
    if skip.is_visible():
        skip_story(page)


def play(page: Page, name: str, chat: str) -> None:
    """Be somebody, and look into one of their chats."""
    page.locator("#people").get_by_role("button", name=name).click()
    page.locator(".chat-line").filter(has=page.locator(".name", has_text=chat)).click()


def say(page: Page, words: str) -> None:
    """Write in the chat that is shown."""
    page.get_by_label("Skriv ett meddelande").fill(words)
    page.get_by_role("button", name="Skicka", exact=True).click()


def key(page: Page, words: str) -> None:
    """Press the button with these words below the chat's last message, once it is there."""
    page.locator(".said").last.locator(".key", has_text=words).click()


def jump(page: Page, words: str) -> None:
    """Move the clock, and wait until the bot has done what fell due."""
    clock = page.locator(".time")
    before = clock.inner_text()
    page.get_by_role("button", name=words, exact=True).click()
    # The buttons rest while time passes; until it does, they are as they were.
    expect(clock).not_to_have_text(before, timeout=JUMP_MS)
    expect(page.locator(".jumps button:enabled").first).to_be_visible(timeout=JUMP_MS)


def said_of(page: Page, name: str) -> Locator:
    """What stands beside somebody's name among the people."""
    return page.locator("#people").get_by_role("button", name=name).locator(".last")


def newest(page: Page) -> Locator:
    """The last message of the chat."""
    return page.locator(".bubble").last
