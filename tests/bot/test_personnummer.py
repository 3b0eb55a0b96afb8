"""Personal identity numbers are found as people write them, and nothing else is taken for one."""

from datetime import date, datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.model.personnummer import holds_personnummer


def check_digit(nine: str) -> str:
    """Luhn as Skatteverket describes it: 2, 1, 2 ... and the digit sums."""
    products = (int(digit) * (2 - place % 2) for place, digit in enumerate(nine))
    return str(-sum(product - 9 if product > 9 else product for product in products) % 10)


def number(born: date, serial: int, *, coordination: bool = False) -> str:
    """Twelve digits, of a samordningsnummer if asked."""
    day = born.day + 60 if coordination else born.day
    nine = f"{born:%y%m}{day:02}{serial:03}"
    return f"{born.year // 100}{nine}{check_digit(nine)}"


def joined(digits: str, separator: str) -> str:
    return separator.join(digits)


NUMBERS = st.builds(
    number,
    st.dates(date(1900, 1, 1), date(2026, 12, 31)),
    st.integers(1, 999),
    coordination=st.booleans(),
)


@pytest.mark.parametrize(
    "written",
    [
        "19121212-1212",
        "121212-1212",
        "121212+1212",
        "19121212+1212",
        "191212121212",
        "1212121212",
        "1912 12 12 12 12",
        "12 12 12 12 12",
        "121212 1212",
        "19121212 1212",
        "1912-12-12-1212",
        "1912-12-12 1212",
        "19 121212-1212",
        "121212 - 1212",
        "121212–1212",
        "121212‑1212",
        "121212−1212",
        "１９１２１２１２－１２１２",
        "121212\u200b-\u200b1212",
        "1\u200d9\u200c1\u20602\ufeff1\u00ad212\u202e1212",
        "1️⃣2️⃣1️⃣2️⃣1️⃣2️⃣-1️⃣2️⃣1️⃣2️⃣",
        "121212\u00a01212",
        "121212\t1212",
        "1 2 1 2 1 2 1 2 1 2",
        "1-9-1-2-1-2-1-2-1-2-1-2",
        "701063-2391",
        "121212.1212",
        "121212/1212",
        "19121212.1212",
        "19701063-2391",
    ],
)
def test_each_way_of_writing_one_is_seen(written: str) -> None:
    assert holds_personnummer(written)


@pytest.mark.parametrize(
    "text",
    [
        "Gäller Bo Ek, 19121212-1212, i Östersund",
        "(121212-1212)",
        "pnr121212-1212.",
        "Rad ett\n121212-1212\nrad tre",
        "punkt 4 121212-1212",
        "den 12 12 121212-1212",
        "121212-1211 121212-1212",
        "journal_191212121212.pdf",
        "191212121212@region.example",
        "121212-1212, 131313-1313",
    ],
)
def test_it_is_seen_inside_running_text(text: str) -> None:
    assert holds_personnummer(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Budget",
        "121212-1213",
        "121313-1213",
        "120230-1218",
        "121212-0000",
        "١٢١٢١٢-١٢١٢",
        "121212\n1212",
        "3191212121212",
        "1912121212123",
        "Region Jämtland Härjedalen 232100-0214",
        "dnr 2026-1234",
        "Dnr RS/121/2026, HSN 2026/1212",
        "2026-11-12 kl. 13.00–15.00",
        "2026-12-12 – 2027-01-10",
        "261212–270110",
        "12/2 13-15, 2/4 13-15",
        "0701740605",
        "070-174 06 05",
        "+46 70 174 06 05",
        "0046701740605",
        "08-12 11 45 67",
        "063-14 75 00",
        "010-123 45 67",
        "Mötes-ID: 312 045 678 901",
        "bankgiro 121-2121",
        "SE45 5000 0000 0583 9825 7466",
        "1 212 121 212 kr",
        "000:136-140",
    ],
)
def test_what_only_looks_a_little_like_one_is_left_alone(text: str) -> None:
    assert not holds_personnummer(text)


@given(
    NUMBERS,
    st.sampled_from(["{0}{1}", "{0}-{1}", "{0}+{1}", "{0} - {1}", "{0}–{1}", "x{0}-{1}y", "a {0}-{1}!"]),
)
def test_every_valid_number_is_seen_in_twelve_digits(digits: str, form: str) -> None:
    assert holds_personnummer(form.format(digits[:8], digits[8:]))


@given(NUMBERS, st.sampled_from(["-", "+", " - ", "–"]))
def test_every_valid_number_is_seen_in_ten_digits(digits: str, joint: str) -> None:
    assert holds_personnummer(digits[2:8] + joint + digits[8:])


@given(NUMBERS)
def test_every_valid_number_is_seen_in_pairs(digits: str) -> None:
    assert holds_personnummer(f"{digits[:4]} {digits[4:6]} {digits[6:8]} {digits[8:10]} {digits[10:]}")


@given(NUMBERS, st.sampled_from(["\u200b", "\u2060", "\u00ad", "\ufe0f", "\u202e", "\x00"]))
def test_unseen_characters_between_the_digits_hide_nothing(digits: str, unseen: str) -> None:
    assert holds_personnummer(joined(digits, unseen))


@given(NUMBERS)
def test_fullwidth_digits_hide_nothing(digits: str) -> None:
    assert holds_personnummer(digits.translate({ord(d): ord(d) + 0xFEE0 for d in "0123456789"}))


@given(NUMBERS, st.integers(1, 9))
def test_a_wrong_check_digit_is_no_number(digits: str, slip: int) -> None:
    assert not holds_personnummer(digits[:8] + "-" + digits[8:11] + str((int(digits[11]) + slip) % 10))


@given(
    st.from_regex(
        r"(07[02369]|010)[- ][0-9]{3} [0-9]{2} [0-9]{2}|0[17]0[0-9]{7}|\+467[0-9]{8}", fullmatch=True
    )
)
def test_a_telephone_number_is_no_personnummer(telephone: str) -> None:
    assert not holds_personnummer(f"Ring {telephone} före mötet")


@given(
    st.datetimes(datetime.fromisoformat("2020-01-01"), datetime.fromisoformat("2040-12-31")),
    st.sampled_from(
        [
            "%Y-%m-%d %H:%M",
            "%Y-%m-%dT%H:%M:%S",
            "%Y-%m-%d kl. %H.%M",
            "%Y-%m-%d",
            "%Y%m%d",
            "%y%m%d",
            "%d/%m %Y %H.%M",
            "%d.%m.%Y",
            "%Y-%m-%d – %Y-%m-%d",
            "%y%m%d-%y%m%d",
            "/boka %Y-%m-%d %H:%M 2h Plats 12",
        ],
    ),
)
def test_a_date_and_a_time_are_no_personnummer(moment: datetime, form: str) -> None:
    assert not holds_personnummer(moment.strftime(form))


@given(
    st.dates(date(2020, 1, 1), date(2040, 12, 31)),
    st.integers(0, 23),
    st.integers(0, 11),
    st.sampled_from(["%Y-%m-%d", "%Y%m%d", "%y%m%d"]),
)
def test_a_time_in_four_digits_after_a_date_is_no_personnummer(
    day: date, hour: int, five: int, form: str
) -> None:
    assert not holds_personnummer(f"{day.strftime(form)} {hour:02}{five * 5:02}")


@given(st.integers(1990, 2040), st.integers(1, 9999))
def test_a_case_number_is_no_personnummer(year: int, running: int) -> None:
    assert not holds_personnummer(f"dnr {year}-{running:04}")


@given(st.text(alphabet="0123456789-+ .\n", max_size=40))
def test_no_text_is_too_odd_to_be_read(text: str) -> None:
    assume(text)
    assert holds_personnummer(text) in (True, False)
