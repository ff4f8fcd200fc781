"""Dates as readers of any country understand them."""

MONTHS = (
    "January February March April May June July August September October November December".split()
)


def day_title(day: str) -> str:
    """`2018-03-12` as `12 March 2018`."""
    year, month, number = day.split("-")
    return f"{int(number)} {MONTHS[int(month) - 1]} {year}"


def month_title(year: str, month: int | None) -> str:
    """`March 2018`, or the year alone."""
    return f"{MONTHS[month - 1]} {year}" if month else year
