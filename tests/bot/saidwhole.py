"""Which texts the product sends whole, read out of its code: the others are split, or are no messages."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import bot

ROOT = Path(bot.__file__).parents[1]
# In a variable or a parameter of these names texts and their names go through the product.
TEXT, NAME = "text", ("text_name", "name", "what")
# A mail is as long as it is.
MAILS = {"to_mail"}


@dataclass(frozen=True)
class Called:
    """One call: of what, and with what."""

    what: str
    facts: list[ast.expr]
    is_method: bool

    def is_given(self, *names: str) -> bool:
        """Whether a variable of one of these names is among the facts."""
        return any(isinstance(each, ast.Name) and each.id in names for each in self.facts)


@dataclass(frozen=True)
class Function:
    """One function of the product, with the calls in it."""

    node: ast.FunctionDef | ast.AsyncFunctionDef
    calls: list[Called]

    @property
    def takes_text(self) -> bool:
        """Whether it is given a text."""
        arguments = self.node.args
        return TEXT in [each.arg for each in (*arguments.args, *arguments.kwonlyargs)]


def calls(node: ast.AST) -> Iterator[Called]:
    """Each call below it."""
    for each in ast.walk(node):
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Name | ast.Attribute):
            is_method = isinstance(each.func, ast.Attribute)
            what = each.func.attr if isinstance(each.func, ast.Attribute) else each.func.id
            yield Called(what, [*each.args, *(word.value for word in each.keywords)], is_method)


def functions() -> list[Function]:
    """All of the mind and the ears."""
    files = [path for room in ("bot", "handlers") for path in (ROOT / room).rglob("*.py")]
    nodes = [node for path in files for node in ast.walk(ast.parse(path.read_text()))]
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [Function(node, list(calls(node))) for node in nodes if isinstance(node, kinds)]


def senders(every: list[Function]) -> set[str]:
    """Those who make one message of the text that they are given."""
    found, before = {"Dispatch"}, 0
    with_text = [each for each in every if each.takes_text]
    while before < len(found):
        before = len(found)
        for each in with_text:
            if any(call.what in found and call.is_given(TEXT) for call in each.calls):
                found.add(each.node.name)
        found -= MAILS
    return found


def says(node: ast.AST) -> bool:
    """Whether a text is made there in one piece; `talk.say` is not meant."""
    return any(call.what == "say" and not call.is_method for call in calls(node))


def sends_whole(function: Function, sending: set[str]) -> bool:
    """Whether a text that is made there in one piece goes to somebody who makes one message of it."""
    made = [node for node in ast.walk(function.node) if isinstance(node, ast.Assign) and says(node.value)]
    targets = [each for node in made for target in node.targets for each in ast.walk(target)]
    names = [each.id for each in targets if isinstance(each, ast.Name)]
    sent = (call for call in function.calls if call.what in sending)
    return any(call.is_given(*names) or any(says(fact) for fact in call.facts) for call in sent)


def said_whole() -> set[str]:
    """The words by which texts are named where they are sent whole, and some that name none."""
    every = functions()
    sending = senders(every)
    whole = [each for each in every if any(call.what == "say" for call in each.calls)]
    whole = [each for each in whole if sends_whole(each, sending)]
    by_name = {
        each.node.name
        for each in whole
        if any(call.what == "say" and not call.is_method and call.is_given(*NAME) for call in each.calls)
    }
    named = (call.facts for each in every for call in each.calls if call.what in by_name)
    roots = [*(each.node for each in whole), *(fact for facts in named for fact in facts)]
    return {word for root in roots for word in words(root)}


def words(root: ast.AST) -> Iterator[str]:
    """What is written there in quotes, but for the names of facts."""
    nodes = list(ast.walk(root))
    keys = {key for node in nodes if isinstance(node, ast.Dict) for key in node.keys}
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in keys:
            yield node.value
