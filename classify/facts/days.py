"""A text and the day it was written in, the stretches of days out that its dates name: "4 May 2004", "last month", "hoy".

Pure: a date without a year is the one nearest to the day of the text, a relative one counts from it.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from classify.patterns import compiled
from classify.wording import table

_YEARS = range(1900, 2100)
_ALL_DAYS = (date.min.toordinal(), date.max.toordinal())


@dataclass(frozen=True, slots=True)
class Days:
    """A date as written at its place, from its earliest to its latest day."""

    start: int
    end: int
    text: str
    earliest: date
    latest: date
    relative: bool = False
    """It counts from the day of the text."""


def find_days(text: str, anchor: date) -> tuple[Days, ...]:
    """Return the dates of a text in order, the longest reading of each; impossible ones are left out."""
    found: list[Days] = []
    for pattern, read, relative in _readers():
        for match in pattern.finditer(text):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            if span := read(match, anchor):
                found.append(Days(match.start(), match.end(), match[0], *span, relative))
    return tuple(sorted(found, key=lambda days: days.start))


_Span = tuple[date, date] | None
_Reader = Callable[[re.Match[str], date], _Span]


def _on_a_day(match: re.Match[str], anchor: date) -> _Span:
    return _single(int(match.groupdict().get("year") or 0), _month(match["month"]), int(match["day"]), anchor)


def _iso(match: re.Match[str], anchor: date) -> _Span:
    year, month, day = (int(part) for part in match["iso"].split("-"))
    return _single(year, month, day, anchor)


def _in_figures(match: re.Match[str], anchor: date) -> _Span:
    """`04/05/2004` is read both ways, and lies between them."""
    pairs = (int(match["other"]), int(match["one"])), (int(match["one"]), int(match["other"]))
    read = [found for pair in pairs if (found := _single(int(match["year"]), *pair, anchor))]
    return (min(first for first, _ in read), max(last for _, last in read)) if read else None


def _in_a_month(match: re.Match[str], _anchor: date) -> _Span:
    return _month_of(int(match["year"]), _month(match["month"]))


def _in_some_month(match: re.Match[str], anchor: date) -> _Span:
    """A month without a year: the one nearest to the text."""
    month = _month(match["month"])
    spans = [span for year in (anchor.year - 1, anchor.year, anchor.year + 1) if (span := _month_of(year, month))]
    return min(spans, key=lambda span: abs((span[0] - anchor).days), default=None)


def _in_part_of_a_year(match: re.Match[str], _anchor: date) -> _Span:
    said = match["part"].casefold()
    for part in table("timing")["parts"]:
        if said in part["words"] or said.rstrip(" -") in part["words"]:
            first, last = part["months"]
            year = int(match["year"])
            return date(year, first, 1), date(year, last, monthrange(year, last)[1])
    return None


def _in_a_year(match: re.Match[str], _anchor: date) -> _Span:
    return date(int(match["year"]), 1, 1), date(int(match["year"]), 12, 31)


def _ago(match: re.Match[str], anchor: date) -> _Span:
    return _counted(match, anchor, -1)


def _hence(match: re.Match[str], anchor: date) -> _Span:
    return _counted(match, anchor, 1)


def _counted(match: re.Match[str], anchor: date, way: int) -> _Span:
    """`two months ago`, `dans trois semaines`: as exact as the unit is."""
    by = _place(table("timing")["counts"], match["count"]) * way
    unit = match["unit"].casefold()
    if _is_unit("year", unit):
        return date(anchor.year + by, 1, 1), date(anchor.year + by, 12, 31)
    if _is_unit("month", unit):
        return _month_from(anchor, by)
    days = by * (7 if _is_unit("week", unit) else 1)
    loose = 3 if abs(days) >= 7 else 0
    return _days_from(anchor, days - loose, days + loose)


def _is_unit(length: str, word: str) -> bool:
    return any(re.fullmatch(unit, word) for unit in table("timing")[f"unit_{length}"])


def _on_a_weekday(match: re.Match[str], anchor: date) -> _Span:
    """The weekday before the text or on its day; behind "next", the one after it."""
    weekday = _place(table("timing")["weekdays"], match["weekday"]) - 1
    if match["coming"]:
        ahead = (weekday - anchor.weekday()) % 7 or 7
        return _days_from(anchor, ahead, ahead)
    behind = (anchor.weekday() - weekday) % 7
    return _days_from(anchor, -behind, -behind)


def _listed(entry: Mapping[str, object]) -> _Reader:
    """The reader of one entry of the data: so many days, months or years from the day of the text."""

    def read(_match: re.Match[str], anchor: date) -> _Span:
        if "from" in entry:
            return _days_from(anchor, int(str(entry["from"])), int(str(entry["to"])))
        by = int(str(entry["by"]))
        if entry["unit"] == "month":
            return _month_from(anchor, by)
        return date(anchor.year + by, 1, 1), date(anchor.year + by, 12, 31)

    return read


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last one that its month has."""
    count = max(12, day.year * 12 + day.month - 1 - months)
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


# --- days and months ------------------------------------------------------------------------------------------------


def _single(year: int, month: int, day: int, anchor: date) -> _Span:
    """One day; without a year, the one nearest to the text."""
    years = (year,) if year else (anchor.year - 1, anchor.year, anchor.year + 1)
    days = [
        date(y, month, day) for y in years if y in _YEARS and 1 <= month <= 12 and 1 <= day <= monthrange(y, month)[1]
    ]
    nearest = min(days, key=lambda found: abs((found - anchor).days), default=None)
    return (nearest, nearest) if nearest else None


def _month_of(year: int, month: int) -> _Span:
    if year not in _YEARS or not 1 <= month <= 12:
        return None
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _month_from(anchor: date, by: int) -> _Span:
    months = anchor.year * 12 + anchor.month - 1 + by
    return _month_of(months // 12, months % 12 + 1)


def _days_from(anchor: date, first: int, last: int) -> _Span:
    low, high = _ALL_DAYS
    if anchor.toordinal() + first < low or anchor.toordinal() + last > high:
        return None
    return anchor + timedelta(days=first), anchor + timedelta(days=last)


def _month(name: str) -> int:
    return _place(table("timing")["months"], name)


def _place(lists: Sequence[Sequence[str]], word: str) -> int:
    """Which of several lists, counted from 1, a word is in; 0 when in none."""
    folded = word.casefold().rstrip(".")
    return next((number for number, words in enumerate(lists, 1) if folded in words), 0)


# --- expressions ----------------------------------------------------------------------------------------------------

_YEAR = r"(?P<year>(?:19|20)\d\d)"


def _shapes() -> tuple[tuple[str, _Reader, bool], ...]:
    """How dates are written, how each is read, and whether it counts from the day of the text."""
    return (
        (r"(?P<iso>(?:19|20)\d\d-(?:0?[1-9]|1[0-2])-(?:[0-2]?\d|3[01]))(?!\d)", _iso, False),
        (r"(?P<one>\d\d?)[/.](?P<other>\d\d?)[/.](?P<year>(?:19|20)\d\d)", _in_figures, False),
        (
            rf"(?P<day>\d\d?)(?:st|nd|rd|th|er|º)?[ -](?:of )?(?:de )?(?P<month>{{month}})\.?(?:,? |-| de | del ){_YEAR}",
            _on_a_day,
            False,
        ),
        (rf"(?P<month>{{month}})\.? (?P<day>\d\d?)(?:st|nd|rd|th)?,? {_YEAR}", _on_a_day, False),
        (rf"(?P<part>{{part}})[ -]?(?:de |in )?{_YEAR}", _in_part_of_a_year, False),
        (rf"(?P<month>{{month}})\.?,? (?:de |del |of )?{_YEAR}", _in_a_month, False),
        (r"(?P<day>\d\d?)(?:st|nd|rd|th|er|º)?[ -](?:of )?(?:de )?(?P<month>{long_month})", _on_a_day, False),
        (r"(?P<month>{long_month}) (?P<day>\d\d?)(?:st|nd|rd|th)?(?!\d)", _on_a_day, False),
        *((words, _ago, True) for words in table("timing")["ago"]),
        *((words, _hence, True) for words in table("timing")["ahead"]),
        *(
            ("|".join(entry["words"]), _listed(entry), True)
            for key in ("days", "calendar")
            for entry in table("timing")[key]
        ),
        (
            r"(?:(?P<coming>next|this coming|coming|el próximo|le prochain) |last |on |this |le |el |este |ce )(?P<weekday>{weekday})",
            _on_a_weekday,
            True,
        ),
        (
            r"(?:in|last|next|this|since|en|in early|in late|début|fin|courant|au mois de|el pasado) (?:mois de |mes de )?(?P<month>{long_month})",
            _in_some_month,
            False,
        ),
        (rf"(?:in|during|since|en|de|du|del|año|year|l['’]année) {_YEAR}", _in_a_year, False),
    )


@cache
def _readers() -> tuple[tuple[re.Pattern[str], _Reader, bool], ...]:
    """Expressions with their readers, the most exact first."""
    words = table("timing")
    names = [name for names in words["months"] for name in names]
    units = [unit for length in ("day", "week", "month", "year") for unit in words[f"unit_{length}"]]
    lists = {
        "month": names,
        "long_month": [name for name in names if len(name) > 3 or name in ("may", "mai")],
        "weekday": [name for names in words["weekdays"] for name in names],
        "part": [word for part in words["parts"] for word in part["words"]],
        "count": [f"(?P<count>{'|'.join(name for names in words['counts'] for name in names)})"],
        "unit": [f"(?P<unit>{'|'.join(units)})"],
    }
    ordered = {key: tuple(sorted(entries, key=len, reverse=True)) for key, entries in lists.items()}
    return tuple((compiled([shape], ordered), read, relative) for shape, read, relative in _shapes())
