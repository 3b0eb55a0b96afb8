"""The whole chat in one process: what people write and press, and what they are answered."""

import pytest

# Its assertions say what they compared, as those of the tests do.
pytest.register_assert_rewrite("tests.handlers.chat.chatting")
