"""The criteria that are present in, the standing of a principle out: the decision rules of the rubric as pure functions."""

from __future__ import annotations

from collections.abc import Callable, Collection

from classify.assessment import Standing

Present = Collection[str]


def standing(principle: str, present: Present, organisations: int) -> Standing:
    """Return the standing of a principle by its criteria; `organisations` counts the named partners and funders.

    KeyError for a principle that has no rule.
    """
    return _RULES[principle](present, organisations)


def _any(present: Present, *criteria: str) -> bool:
    return any(criterion in present for criterion in criteria)


def _objective(present: Present, _: int) -> Standing:
    """The information society is necessary; a partnership outside of it cannot carry out the Summit's outcomes."""
    found = [c for c in ("1a", "1b", "1c") if c in present]
    if "1b" not in found or len(found) == 1:
        return Standing.UNMET
    return Standing.MET if len(found) == 3 else Standing.PARTIAL


def _voluntary(present: Present, _: int) -> Standing:
    """Silence never makes this one unmet: few write what the call takes for granted."""
    if "2x" in present:
        return Standing.UNMET
    if "2a" in present and _any(present, "2b", "2c"):
        return Standing.MET
    return Standing.PARTIAL if _any(present, "2a", "2b", "2c") else Standing.CANNOT_TELL


def _outcomes(present: Present, _: int) -> Standing:
    """Strict: the call is for this Summit, another outcome is half the way; a substitution caps at half."""
    if "3a" in present:
        return Standing.PARTIAL if "3x" in present else Standing.MET
    return Standing.PARTIAL if "3b" in present else Standing.UNMET


def _stakeholders(present: Present, organisations: int) -> Standing:
    """One sector only is partial: "any combination" forbids to demand particular sectors."""
    if "4a" in present:
        return Standing.MET if "4b" in present else Standing.PARTIAL
    return Standing.PARTIAL if "4d" in present and organisations > 0 else Standing.UNMET


def _novelty(present: Present, _: int) -> Standing:
    if _any(present, "5a", "5b", "5c"):
        return Standing.MET
    if "5w" in present:
        return Standing.PARTIAL
    return Standing.UNMET if _any(present, "5d", "5e") else Standing.CANNOT_TELL


def _results(present: Present, _: int) -> Standing:
    """Aims with benefits, a number, a date and all roles; aims with one of the latter three are half the way."""
    if not _any(present, "6a", "6c"):
        return Standing.UNMET
    if all(criterion in present for criterion in ("6b", "6d", "6e", "6f")):
        return Standing.MET
    return Standing.PARTIAL if _any(present, "6d", "6e", "6f", "6g") else Standing.UNMET


def _funding(present: Present, _: int) -> Standing:
    """A source in money or kind that is assured; "to be raised" alone is nothing yet."""
    if "7c" in present and _any(present, "7a", "7d"):
        return Standing.MET
    return Standing.PARTIAL if _any(present, "7a", "7b", "7d") else Standing.UNMET


_RULES: dict[str, Callable[[Present, int], Standing]] = {
    "P1": _objective,
    "P2": _voluntary,
    "P3": _outcomes,
    "P4": _stakeholders,
    "P5": _novelty,
    "P6": _results,
    "P7": _funding,
}
