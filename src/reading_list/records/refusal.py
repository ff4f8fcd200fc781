"""How an identifier is refused: in words about this very value, with the repair if it is certain.

What is refused is for `identifiers` and `check_digits` to say.
"""

from collections.abc import Callable

from reading_list.text import is_inert, printable, shorten

Check = Callable[[str], str]


class IdentifierError(ValueError):
    """What is wrong with a value, what to do, and the repaired value where that is certain."""

    def __init__(self, message: str, hint: str, fix: str | None = None) -> None:
        super().__init__(message)
        self.hint = f"write `{printable(fix)}`" if fix else hint
        self.fix = fix


def shown(text: str) -> str:
    """Quote a stranger's value in a message: short, on one line, inert."""
    return f"`{shorten(printable(text[:400]))}`"


def repaired(text: str, check: Check) -> str | None:
    """Return a supposed repair if it passes as it stands."""
    try:
        return check(text)
    except IdentifierError:
        return None


def refuse_edges(text: str, what: str, check: Check, limit: int = 500) -> None:
    """Refuse what is empty, overlong or has white space around it."""
    if not text.strip():
        raise IdentifierError(f"the {what} is empty", "fill it in or leave the line out")
    if len(text) > limit:
        hint = f"at most {limit} are taken"
        raise IdentifierError(f"{shown(text)} has {len(text)} characters", hint)
    if text != text.strip():
        fix = repaired(text.strip(), check)
        raise IdentifierError(f"{shown(text)} has white space around it", "leave it out", fix)


def refuse_hidden(text: str, what: str) -> None:
    """Refuse control characters, bidirectional and zero-width controls, and white space."""
    if not is_inert(text):
        raise IdentifierError(f"{shown(text)} has invisible characters", f"type the {what} anew")
    if any(map(str.isspace, text)):
        raise IdentifierError(f"{shown(text)} has white space in it", f"write the {what} unbroken")
