"""Whatever stands in an arena file: read, or refused line by line; never an error."""

import re
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.arenafile.reading import WrongArenaFile, read_arena_file
from tests.handlers.arenafile_examples import WHOLE

LINES = WHOLE.splitlines()
VALUES = st.sampled_from((
    '""', "0", "-1", "true", "[]", "{}", "[[]]", "nan", "1e400", "9" * 30, "0001-01-01", "9999-12-31",
    "9999-12-31T23:59:59", "0001-01-01T00:00:00", "07:00:00", "1979-05-27T07:32:00Z", '"\\u0000"',
    '"\\u202e"', '"norr"', '"19121212-1212"', '["a", 1]', '{ name = "Bo" }', '{ name = 1, email = [] }',
    '"' + "a" * 300 + '"',
)) | st.text(max_size=8)  # fmt: skip


@st.composite
def odd_files(draw: st.DrawFn) -> bytes:
    """The example, with some lines left out, doubled, or with another value."""
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.integers(0, 3)):
            case 0:
                del lines[at]
            case 1:
                lines.insert(at, lines[draw(st.integers(0, len(lines) - 1))])
            case _:
                lines[at] = re.sub(r"(=\s*).*", lambda found: found[1] + draw(VALUES), lines[at])
    odd = draw(st.binary(max_size=4)) if draw(st.integers(0, 19)) == 0 else b""
    return "\n".join(lines).encode("utf-8", "surrogatepass") + odd


def is_taken(file: Path) -> bool:
    try:
        read_arena_file(file).facts()
    except WrongArenaFile:
        return False
    return True


def test_an_arena_file_is_read_or_refused(
    tmp_path: Path, at_length: bool, figure: Callable[..., None]
) -> None:
    tried, taken = [0], [0]
    file = tmp_path / "norr.toml"

    @settings(
        max_examples=2000 if at_length else 150,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(odd_files())
    def reads(content: bytes) -> None:
        tried[0] += 1
        file.write_bytes(content)
        taken[0] += is_taken(file)

    reads()
    figure(
        "P2", "arena files with a line left out, doubled or of another type", tried=tried[0], taken=taken[0]
    )
    assert taken[0] > 0
