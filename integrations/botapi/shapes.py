"""The shape in which Telegram speaks: JSON objects, as its documentation prints them."""

from typing import Any

Json = dict[str, Any]
