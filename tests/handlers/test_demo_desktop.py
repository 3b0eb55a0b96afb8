"""A browser is opened by itself only where there is a desktop."""

import pytest

from handlers.demo.web.open import has_desktop


@pytest.mark.parametrize(
    ("environment", "platform", "expected"),
    [
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"DISPLAY": ""}, "linux", False),
        ({}, "linux", False),
        ({}, "darwin", True),
        ({}, "win32", True),
    ],
)
def test_a_desktop_is_known_by_what_its_programs_are_given(
    environment: dict[str, str], platform: str, expected: bool
) -> None:
    assert has_desktop(environment, platform) is expected
