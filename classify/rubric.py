"""The folder of data in, the rubric with its cues out; whatever is wrong is named by file and key.

The principles are TOML files, one each. A profile names the process that the call belongs to, so the same program serves
another summit. The hash over all files is kept with every verdict.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from classify.assessment import Call, Criterion, Phase, Principle, Rubric
from classify.cues import Cue
from classify.errors import RubricError
from classify.patterns import PatternError, compiled
from classify.tables import LANGUAGES, Table

FOLDER = Path(__file__).parent / "principles"
CODED_SIGNALS = frozenset(
    "question heading_only negated money resource_line counted timed process_named other_named".split()  # noqa: SIM905
)
"""Signals that code gives, because words alone do not."""

_FINER = ("process_short", "process_paper", "process_line", "process_code", "process_other")
"""Lists of names that a profile may have; without them its process is known by its own names alone."""


@dataclass(frozen=True, slots=True)
class Profile:
    """The process that the call belongs to, as patterns; the data that another call replaces."""

    name: str
    acronym: str
    process: tuple[str, ...]
    process_part: tuple[str, ...]
    outcome: tuple[str, ...]
    call: tuple[str, ...]
    phases: tuple[Phase, ...] = ()
    recent_months: int = 12
    """How long before a phase an announcement still counts as made for it."""
    called: Call = field(default_factory=Call)
    """How letters speak of its call."""
    process_short: tuple[str, ...] = ()
    """Names that mean it as long as no other meeting of the kind was named last: "the Summit"."""
    process_paper: tuple[str, ...] = ()
    """Such names of its papers: "the Plan of Action"."""
    process_line: tuple[str, ...] = ()
    """Its lines of action as they are written out: "action line C4"."""
    process_code: tuple[str, ...] = ()
    """Their bare codes, which mean them beside its name."""
    process_other: tuple[str, ...] = ()
    """Other meetings of the kind."""


@dataclass(frozen=True, slots=True)
class Examples:
    """Sentences that show a criterion, and sentences that do not, by language; the tests run them."""

    criterion: str
    language: str
    shown: tuple[str, ...]
    not_shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything that judging needs and that is data."""

    rubric: Rubric
    profile: Profile
    criteria_cues: tuple[Cue, ...]
    signal_cues: tuple[Cue, ...]
    gate_cues: tuple[Cue, ...]
    searched: Mapping[str, Mapping[str, str]]
    """Criterion → language → what is looked for, in words."""
    examples: tuple[Examples, ...]
    lexicons: Mapping[str, Mapping[str, tuple[str, ...]]]
    """Language → word list → patterns; the lists of `any` are in every language."""


def load(folder: Path | None = None, profile: Profile | None = None) -> Rubric:
    """Return the principles alone, as the other packages use them; RubricError as `load_rules`."""
    return load_rules(folder, profile).rubric


def load_rules(folder: Path | None = None, profile: Profile | None = None) -> Rules:
    """Return the rubric and its cues from a folder of TOML files; RubricError names the file and the key."""
    folder = folder or FOLDER
    files = _files(folder)
    profile = profile or _profile(Table("profile.toml", files["profile.toml"]))
    lexicons = _lexicons(Table("lexicon.toml", files["lexicon.toml"]), profile)
    principles = [Table(name, files[name]) for name in sorted(files) if re.fullmatch(r"p\d+\.toml", name)]
    if not principles:
        raise RubricError(f"{folder}: there is no principle, p1.toml and so on")
    loader = _Cues(lexicons, CODED_SIGNALS)
    signals = tuple(
        loader.read(t, t.text("name")) for t in Table("signals.toml", files["signals.toml"]).tables("signals")
    )
    loader = _Cues(lexicons, CODED_SIGNALS | {cue.target for cue in signals})
    criteria = [table for principle in principles for table in principle.tables("criteria")]
    return Rules(
        rubric=_rubric(principles, _digest(folder, files, profile), profile),
        profile=profile,
        criteria_cues=tuple(loader.read(cue, t.text("id")) for t in criteria for cue in t.tables("cues", needed=False)),
        signal_cues=signals,
        gate_cues=tuple(
            loader.read(t, t.text("speaks_for")) for t in Table("gate.toml", files["gate.toml"]).tables("cues")
        ),
        searched={table.text("id"): table.languages("searched") for table in criteria},
        examples=tuple(example for table in criteria for example in _examples(table)),
        lexicons=lexicons,
    )


def load_profile(path: Path) -> Profile:
    """Return the profile of another call from its file; RubricError names the file and the key."""
    try:
        return _profile(Table(path.name, tomllib.loads(path.read_text(encoding="utf-8"))))
    except OSError as error:
        raise RubricError(f"{path}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RubricError(f"{path}: is not TOML: {error}") from error


def _files(folder: Path) -> dict[str, dict[str, Any]]:
    """Every TOML file of the folder, parsed; the shipped files stand in for the shared ones that are not there."""
    found: dict[str, dict[str, Any]] = {}
    shared = ("profile.toml", "lexicon.toml", "signals.toml", "gate.toml")
    for path in [*sorted(folder.glob("*.toml")), *(FOLDER / name for name in shared if not (folder / name).exists())]:
        try:
            found[path.name] = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise RubricError(f"{path.name}: {error}") from error
    return found


def _digest(folder: Path, files: Mapping[str, object], profile: Profile) -> str:
    digest = hashlib.sha256(repr(profile).encode())
    for name in sorted(files):
        path = folder / name
        content = (path if path.exists() else FOLDER / name).read_bytes()
        digest.update(f"{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def _profile(table: Table) -> Profile:
    table.only(
        "name", "acronym", "call", "process", "process_part", "outcome", "phases", "recent_months", "of", "office",
        *_FINER,
    )  # fmt: skip
    acronym = table.text("acronym")
    return Profile(
        name=table.text("name"),
        acronym=acronym,
        process=_names(table, "process"),
        process_part=_names(table, "process_part"),
        outcome=_names(table, "outcome"),
        call=_names(table, "call"),
        phases=tuple(_phase(phase) for phase in table.tables("phases", needed=False)),
        recent_months=int(table.number("recent_months", 12)),
        called=Call(acronym, table.languages("of", needed=False), table.languages("office", needed=False)),
        **{key: _names(table, key, needed=False) for key in _FINER},
    )


def _phase(table: Table) -> Phase:
    table.only("name", "start", "end", "named")
    phase = Phase(table.languages("name"), table.day("start"), table.day("end"), _names(table, "named", needed=False))
    if phase.end < phase.start:
        raise RubricError(f"{table.where}: end is before start")
    return phase


def _names(table: Table, key: str, *, needed: bool = True) -> tuple[str, ...]:
    """Patterns of names, tried here: cues that use them could only complain of their own file."""
    names = table.texts(key, needed=needed)
    if needed and not names:
        raise RubricError(f"{table.where}: {key} is empty; an empty list of names would be found everywhere")
    try:
        found = compiled(names, {}) if names else None
    except PatternError as error:
        raise RubricError(f"{table.where}: {key}: {error}") from error
    if found and found.fullmatch(""):
        raise RubricError(f"{table.where}: {key} holds a pattern that is found everywhere")
    return names


def _lexicons(table: Table, profile: Profile) -> dict[str, dict[str, tuple[str, ...]]]:
    table.only("any", *LANGUAGES)
    shared = dict(table.table("any").lists())
    names = {
        "process": profile.process,
        "process_part": profile.process_part,
        "outcome": profile.outcome,
        "call": profile.call,
        **{key: getattr(profile, key) for key in _FINER},
    }
    own = {language: dict(table.table(language).lists()) for language in LANGUAGES}
    return {"any": shared | names, **{language: shared | names | words for language, words in own.items()}}


class _Cues:
    """Reads cues; knows the word lists and the signals that they may name."""

    def __init__(self, lexicons: Mapping[str, Mapping[str, tuple[str, ...]]], signals: frozenset[str]) -> None:
        self._lexicons = lexicons
        self._signals = signals

    def read(self, table: Table, target: str) -> Cue:
        table.only(
            "name", "speaks_for", "language", "weight", "any", "needs", "lacks", "unless", "aside", "heading", "each"
        )
        language = table.text("language")
        if language not in self._lexicons:
            raise RubricError(f"{table.where}: there are no word lists for the language {language}")
        weight = table.number("weight", 1.0)
        if not 0 < weight <= 1:
            raise RubricError(f"{table.where}: weight is not between 0 and 1")
        unless, heading = table.text("unless", needed=False), table.text("heading", needed=False)
        aside = table.text("aside", needed=False)
        return Cue(
            target=target,
            language=language,
            pattern=self._pattern(table, "any", table.texts("any"), language),
            weight=weight,
            needs=self._named(table, "needs"),
            lacks=self._named(table, "lacks"),
            unless=self._pattern(table, "unless", (unless,), language) if unless else None,
            aside=self._pattern(table, "aside", (aside,), language) if aside else None,
            heading=self._pattern(table, "heading", (heading,), language, whole=False) if heading else None,
            each=table.flag("each"),
            name=table.text("name", needed=False),
        )

    def _pattern(
        self, table: Table, key: str, patterns: Sequence[str], language: str, *, whole: bool = True
    ) -> re.Pattern[str]:
        try:
            return compiled(patterns, self._lexicons[language], whole_words=whole)
        except PatternError as error:
            raise RubricError(f"{table.where}: {key}: {error}") from error

    def _named(self, table: Table, key: str) -> frozenset[str]:
        names = frozenset(table.texts(key, needed=False))
        if unknown := names - self._signals:
            raise RubricError(f"{table.where}: {key} names {', '.join(sorted(unknown))}, which is no signal")
        return names


def _rubric(tables: Sequence[Table], sha256: str, profile: Profile) -> Rubric:
    principles = tuple(_principle(table) for table in tables)
    ids = [criterion.id for principle in principles for criterion in principle.criteria]
    if repeated := {i for i in ids if ids.count(i) > 1}:
        raise RubricError(f"a criterion is defined twice: {', '.join(sorted(repeated))}")
    ranks = {principle.id: table.number("ask_rank", 99) for principle, table in zip(principles, tables, strict=True)}
    asked = tuple(
        criterion.id
        for principle in sorted(principles, key=lambda p: ranks[p.id])
        for criterion in _asked_first(principle)
    )
    return Rubric(principles, asked, sha256, profile.phases, profile.called)


def _asked_first(principle: Principle) -> list[Criterion]:
    """The criteria that have a question: a target, a time and the roles before anything else."""
    decisive = ("6d", "6e", "6f", "7a", "7c")
    asked = [criterion for criterion in principle.criteria if criterion.question.get("en")]
    return sorted(asked, key=lambda c: decisive.index(c.id) if c.id in decisive else len(decisive))


def _principle(table: Table) -> Principle:
    table.only("id", "name", "question", "ask_rank", "criteria")
    return Principle(
        id=table.text("id"),
        name=table.languages("name"),
        criteria=tuple(_criterion(t) for t in table.tables("criteria")),
        question=table.languages("question"),
    )


def _criterion(table: Table) -> Criterion:
    table.only("id", "label", "question", "searched", "contrary", "examples", "counterexamples", "cues")
    return Criterion(table.text("id"), table.languages("label"), table.languages("question"), table.flag("contrary"))


def _examples(table: Table) -> Iterator[Examples]:
    shown, not_shown = table.table("examples"), table.table("counterexamples")
    for language in LANGUAGES:
        yield Examples(
            table.text("id"), language, shown.texts(language, needed=False), not_shown.texts(language, needed=False)
        )
