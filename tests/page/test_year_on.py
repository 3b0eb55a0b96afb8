"""Chair and secretary alternate in the demo's arena too: the clock stops where they do, a year on."""

from playwright.sync_api import expect

from tests.page.conftest import PICTURES, Visit
from tests.page.visitor import jump, newest, play, said_of


def test_the_roles_are_asked_about_in_november_and_pass_with_the_new_year(
    told_apart: str, visit: Visit
) -> None:
    page = visit(told_apart)
    jump(page, "Till växlingen")
    play(page, "Lena Lund", "samverkansbot")
    expect(newest(page)).to_contain_text("sekreterare")
    page.get_by_role("tab", name="Härnäst").click()
    expect(page.locator("#due")).to_contain_text("Berätta vem som har rollen")
    page.screenshot(path=PICTURES / "9-turn.png")
    expect(said_of(page, "Åsa Berg")).to_have_text("Sekreterare")
    jump(page, "Till växlingen")

    expect(said_of(page, "Åsa Berg")).to_have_text("Ledamot, region")
    play(page, "Lena Lund", "Demoarenan")
    expect(page.locator(".bubble").filter(has_text="sekreterare").last).to_be_visible()
