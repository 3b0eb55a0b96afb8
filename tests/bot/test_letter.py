"""A mail is no larger than mail servers take."""

from bot.model.letter import ROOM, Letter


def test_files_that_have_no_room_in_one_mail_come_in_the_next() -> None:
    files = (("a.pdf", "a"), ("b.pdf", "b"), ("c.pdf", "c"), ("d.pdf", "d"))
    letter = Letter(title="Norr: Dagordning", files=files, calendar=3)

    mails = letter.in_mails({"a": 1, "b": ROOM - 1, "c": ROOM + 1, "d": 1})

    assert [(mail.title, [name for name, _ in mail.files], mail.calendar) for mail in mails] == [
        ("Norr: Dagordning (1/3)", ["a.pdf", "b.pdf"], 3),
        ("Norr: Dagordning (2/3)", ["c.pdf"], None),
        ("Norr: Dagordning (3/3)", ["d.pdf"], None),
    ]
    assert letter.in_mails({}) == [letter]
