"""What the sources of the chat say: every call by its name, and the words that stand before an action."""

import ast
from collections.abc import Iterator
from pathlib import Path

import bot.acts
import handlers.chat

SOURCES = [
    path
    for package in (handlers.chat, bot.acts)
    for path in sorted(Path(str(package.__file__)).parent.rglob("*.py"))
    if path.name not in ("buttons.py", "commands.py")
]


def nodes() -> Iterator[ast.AST]:
    """Everything in all of them, file by file."""
    for path in SOURCES:
        yield from ast.walk(ast.parse(path.read_text()))


def calls(name: str) -> Iterator[ast.Call]:
    """Every call of a function of that name, or of one that ends so."""
    for node in nodes():
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called.lower().lstrip("_") == name:
                yield node


def words_before(actions: set[str]) -> Iterator[tuple[str, str]]:
    """Each action with the words of its button, which stand before it in a call or a pair."""
    for node in nodes():
        for words, action in zip(said := _parts(node), said[1:], strict=False):
            if isinstance(action, ast.Constant) and action.value in actions and (text := _text(words)):
                yield str(action.value), text


def _parts(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.Call):
        return [*node.args, *(each.value for each in node.keywords)]
    return node.elts if isinstance(node, ast.Tuple) else []


def _text(node: ast.expr) -> str:
    """What a person reads; a dash where it says something else each time."""
    if isinstance(node, ast.JoinedStr):
        parts = (each.value if isinstance(each, ast.Constant) else "…" for each in node.values)
        return "".join(map(str, parts))
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
