"""Dates as feeds and sitemaps write them (RFC 3339, W3C date and time)."""

from __future__ import annotations

import re
from datetime import date

_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?", re.ASCII)


def is_day(text: str) -> bool:
    """Whether it is a day of the calendar, perhaps with a time in a zone."""
    match = _DATE.fullmatch(text)
    try:
        return bool(match and date(*map(int, match.group(1, 2, 3))))
    except ValueError:
        return False


def is_moment(text: str) -> bool:
    """Whether it is a day with a time in a zone."""
    return "T" in text and is_day(text)
