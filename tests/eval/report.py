"""Figures in, a page of Markdown out; the same figures give the same page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tests.eval.counts import Counts
from tests.eval.metrics import CRITERIA, FLAGS, MEANT, Measures, ratio
from tests.eval.reliability import Bet, bins, calibration_error, of_findings, of_gate, of_standings
from tests.eval.truth import PRINCIPLES

_GOLD = ("met", "partial", "unmet", "cannot_tell")
_SAID = (*_GOLD, "")
_TURNED_AWAY = "turned away"
_COUNTS = ("precision", "recall", "F1", "macro-F1", "tp", "fp", "fn", "tn")


def headlines(measures: Measures) -> tuple[tuple[str, str], ...]:
    """Return the figures that say most, each with its name."""
    return (
        ("texts", f"{len(measures.texts)}, {len(measures.judged)} of them submissions or borderline"),
        ("gate, macro-F1", _n(measures.gate.macro)),
        (f"unmet flag, mean F1 of {', '.join(FLAGS)}", _n(measures.mean_flag(FLAGS))),
        ("unmet flag, mean F1 of all seven", _n(measures.mean_flag(PRINCIPLES))),
        (f"unmet flag, mean macro-F1 of {', '.join(FLAGS)}", _n(measures.mean_flag_macro(FLAGS))),
        ("not fully met, mean macro-F1 of all seven", _n(measures.mean_not_fully_met)),
        ("standing exactly that of the author", _n(measures.exact)),
        (f"criteria, mean F1 of {len(MEANT)}", _n(measures.mean_criteria)),
        ("partners and funders, F1", _n(measures.organisations.f1)),
        ("sector right, of those found", _of(measures.sectors)),
        ("e-mail addresses of contacts, F1", _n(measures.emails.f1)),
        ("telephone numbers of contacts, F1", _n(measures.phones.f1)),
        ("authors' quotes shown", _of(measures.gold_quotes)),
        ("criteria rightly found that show a sentence of the author's", _of(measures.to_the_point)),
        ("quotes that stand in the text as shown", _of(measures.verbatim)),
        ("sums found", _of(measures.amounts)),
        ("lines with another's sum that is given as funding", _of(measures.false_sums)),
        ("description, overlap in words", _n(measures.description)),
        ("title exact", _of(measures.titles)),
    )


def page(about: str, measures: Measures) -> str:
    """Return the whole report; `about` says where the figures come from."""
    parts = ["# Quality of judging", about.strip(), "## At a glance", _table(("figure", ""), headlines(measures))]
    parts += [
        "## By language",
        _LANGUAGES,
        _languages(measures),
        "## The gate",
        _counts([("submission or borderline", measures.gate)]),
    ]
    parts += ["## Principles: appears unmet", _counts((p, measures.unmet(p)) for p in PRINCIPLES)]
    parts += ["## Principles: not fully met", _counts((p, measures.not_fully_met(p)) for p in PRINCIPLES)]
    parts += ["## Principles: standings", "Rows: what the author says. Columns: what the program says."]
    parts += [_confusion(measures, principle) for principle in PRINCIPLES]
    starred = ((f"{c} *" if c in MEANT else c, measures.criterion(c)) for c in CRITERIA)
    parts += ["## Criteria", "Those with a star make up the mean.", _counts(starred)]
    parts += ["## Organisations and contacts", _things(measures), "## Confidence", _CONFIDENCE]
    for name, bets in _bets(measures):
        parts += [f"### {name}", *_reliability(bets)]
    return "\n\n".join(parts) + "\n"


_LANGUAGES = (
    "Means over principles and criteria count one that no text of a language calls for as zero, so they are low where texts "
    "are few."
)
_CONFIDENCE = (
    "How often statements of a stated confidence were right. The expected calibration error is how far confidence is from "
    "that, in the mean over all statements."
)


def _bets(measures: Measures) -> Iterator[tuple[str, Iterable[Bet]]]:
    yield "Findings", of_findings(measures.judged)
    yield "Standings", of_standings(measures.judged)
    yield "Gate", of_gate(measures.texts)


def _reliability(bets: Iterable[Bet]) -> tuple[str, str]:
    found = bins(bets)
    rows = [(f"{b.low:.1f} to {b.high:.1f}", str(b.count), _n(b.confidence), _n(b.right)) for b in found]
    error = f"Expected calibration error: {_n(calibration_error(found))}"
    return _table(("confidence", "statements", "mean confidence", "right"), rows), error


def _languages(measures: Measures) -> str:
    rows = []
    for language in measures.languages:
        of_it = measures.of_language(language)
        flags, criteria = (of_it.mean_flag(FLAGS), of_it.mean_flag(PRINCIPLES)), of_it.mean_criteria
        figures = (of_it.gate.macro, *flags, of_it.mean_not_fully_met, of_it.exact, criteria, of_it.organisations.f1)
        rows.append((language, str(len(of_it.texts)), str(len(of_it.judged)), *map(_n, figures), _n(of_it.description)))
    heads = ("", "texts", "judged", "gate", "flag of five", "flag of seven", "not fully met", "exact", "criteria")
    return _table((*heads, "organisations", "description"), rows)


def _confusion(measures: Measures, principle: str) -> str:
    found = measures.confusion(principle)
    golds = [*_GOLD, *sorted({gold for gold, _ in found} - set(_GOLD))]
    rows = [(_word(gold), *(str(found.get((gold, said), 0)) for said in _SAID)) for gold in golds]
    return _table((principle, *(_word(said) for said in _SAID)), rows)


def _word(standing: str) -> str:
    return standing.replace("_", " ") or _TURNED_AWAY


def _things(measures: Measures) -> str:
    found = (
        ("partners and funders", measures.organisations),
        ("e-mail addresses", measures.emails),
        ("telephone numbers", measures.phones),
    )
    rows = [(n, *map(_n, (c.precision, c.recall, c.f1)), *map(str, (c.tp, c.fp, c.fn))) for n, c in found]
    return _table(("", "precision", "recall", "F1", "tp", "fp", "fn"), rows)


def _counts(named: Iterable[tuple[str, Counts]]) -> str:
    rows = [
        (name, *map(_n, (c.precision, c.recall, c.f1, c.macro)), *map(str, (c.tp, c.fp, c.fn, c.tn)))
        for name, c in named
    ]
    return _table(("", *_COUNTS), rows)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    marks = ["---", *["---:"] * (len(heads) - 1)]
    # A stroke within a cell would part it.
    lines = [heads, marks, *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _n(figure: float) -> str:
    return f"{figure:.3f}"


def _of(pair: tuple[int, int]) -> str:
    return f"{_n(ratio(pair))} ({pair[0]} of {pair[1]})" if pair[1] else "none to find"
