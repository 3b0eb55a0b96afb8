"""The words of a mail as a page, that reads well and in which nothing but our own words is a tag."""

from bot.model.calendarentry import Mailbox
from bot.model.letter import Mail
from integrations.mailpage import page_of

AGENDA = """\
<b>Norr</b>
<b>Dagordning</b>
fredag 12 februari 2027 kl. 13.00, 2 tim
Länk: https://teams.example/l/19%3ameeting?x=1&amp;y=2.

1. 13.00 Budget &lt;2027&gt; (15 min)
   Bilaga: budget.pdf
2. 13.15 Barn &amp; unga

Se <a href="https://t.me/norrbot">chatten</a>"""


def blocks(html: str, title: str = "Norr: Dagordning") -> list[str]:
    """What stands in the page, without how it looks."""
    mail = Mail(
        key="k",
        arena="Norr",
        sender=None,
        to=Mailbox(name="Bo", address="bo@a.example"),
        title=title,
        html=html,
    )
    body = page_of(mail).partition("<body")[2].partition(">\n")[2].partition("\n</body>")[0]
    return [part.partition(' style="')[0] + part.partition('">')[2] for part in body.split("\n<")]


def test_headings_points_and_links_are_what_they_are() -> None:
    assert blocks(AGENDA) == [
        "<h1Norr</h1>",
        "h2Dagordning</h2>",
        'pfredag 12 februari 2027 kl. 13.00, 2 tim<br>\nLänk: <a href="https://teams.example/l/19%3ameeting?x=1&amp;'
        'y=2">https://teams.example/l/19%3ameeting?x=1&amp;y=2</a>.</p>',
        "p1. 13.00 Budget &lt;2027&gt; (15 min)<br>\n&nbsp;&nbsp;&nbsp;Bilaga: budget.pdf</p>",
        "p2. 13.15 Barn &amp; unga</p>",
        'pSe <a href="https://t.me/norrbot">chatten</a></p>',
    ]


def test_a_title_is_no_tag() -> None:
    mail = Mail(
        key="k",
        arena="Norr",
        sender=None,
        to=Mailbox(name="Bo", address="bo@a.example"),
        title="Norr: </title><script> & co",
        html="Hej",
    )

    assert "<title>Norr: &lt;/title>&lt;script> &amp; co</title>" in page_of(mail)
