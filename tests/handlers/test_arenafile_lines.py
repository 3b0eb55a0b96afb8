"""Each key of a TOML source is found on its line, whatever strings and comments look like."""

import tomllib
from collections.abc import Iterator

import pytest

from handlers.arenafile.lines import Location, key_lines
from tests.handlers.arenafile_examples import MORE, SMALLEST, WHOLE

TRICKY = '''
top.level = 1 # not a [table]
"quoted \\"key\\"" = "a # b = c"

  [ a . "b.c" ] # comment
text = """
[not.a.table]
key = "nor a key"  \\"""
""""
'literal key' = \'\'\'
x = 1
\'\'\'
list = [ # comment ]
  "a]", # one
  { p = 1, q.r = [2, 3], s = "}" },
  [ 1979-05-27 07:32:00, 07:32:00 ],

]
[[array]]
x = 1
[array.sub]
y = { }
[[array.inner]]
z = []
[[array.inner]]
z = 1e5
[[array]]
x = \'it"s\'
[array.sub]
y.z = true
'''


def places(read: object, location: Location = ()) -> Iterator[Location]:
    """Every place in a read TOML."""
    inside = read.items() if isinstance(read, dict) else enumerate(read) if isinstance(read, list) else ()
    for key, value in inside:
        yield (*location, key)
        yield from places(value, (*location, key))


@pytest.mark.parametrize(
    "source", [SMALLEST, WHOLE, SMALLEST.rstrip() + MORE, TRICKY, TRICKY.replace("\n", "\r\n")]
)
def test_every_key_has_a_line_and_nothing_else_has(source: str) -> None:
    assert set(key_lines(source)) == set(places(tomllib.loads(source)))


def test_lines_are_right_after_strings_and_lists_of_many_lines() -> None:
    lines = key_lines(TRICKY)

    assert {place: lines[place] for place in lines if len(place) == 3 and place[0] in ("a", "array")} == {
        ("a", "b.c", "text"): 6,
        ("a", "b.c", "literal key"): 10,
        ("a", "b.c", "list"): 13,
        ("array", 0, "x"): 20,
        ("array", 0, "sub"): 21,
        ("array", 0, "inner"): 23,
        ("array", 1, "x"): 28,
        ("array", 1, "sub"): 29,
    }
    assert lines["a", "b.c", "list", 1, "q", "r", 1] == 15
    assert lines["array", 0, "inner", 1, "z"] == 26
