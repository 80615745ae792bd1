"""`list`, `show` and `decide`: the cases, for people at a terminal."""

from __future__ import annotations

import getpass
from typing import Annotated, Any

import typer
from rich.text import Text

from classify.assessment import Judgement, Standing, Timing
from intake.text import one_line
from secretariat import terminal
from secretariat.commands.options import DEFAULT_CONFIG, AsJson, ConfigFile, office_of
from secretariat.exits import Exit
from secretariat.inspection import any_process, judgement_json, timing_json
from secretariat.office import Office
from store import cases, decisions, reference
from store.engine import transaction
from store.record import Case, CaseState

MARKS = {Standing.MET: ("met", "green"), Standing.PARTIAL: ("part", "yellow"),
         Standing.UNMET: ("unmet", "red"), Standing.CANNOT_TELL: ("?", "dim")}  # fmt: skip

Reference = Annotated[str, typer.Argument(help="The case's reference, like K7QM2-F9XB4.")]


def register(program: typer.Typer) -> None:
    """Add the commands."""
    program.command("list")(list_cases)
    program.command("show")(show)
    program.command("decide")(decide)


def list_cases(
    state: Annotated[list[CaseState] | None, typer.Option(help="Only cases in this state; may be given twice.")] = None,
    text: Annotated[str, typer.Option(help="Only cases with this in title, senders or organisations.")] = "",
    limit: Annotated[int, typer.Option(min=1, help="At most this many, the latest changed first.")] = 50,
    config: ConfigFile = DEFAULT_CONFIG,
    as_json: AsJson = False,
) -> int:
    """List cases, the latest changed first.

    Example: secretariat list --state review
    """
    office = office_of(config)
    with transaction(office.engine) as conn:
        found = cases.cases(conn, tuple(state or ()), text, limit)
    if as_json:
        for case in found:
            terminal.print_json(case_json(case))
    else:
        case_table(found)
    return Exit.OK


def case_table(found: tuple[Case, ...], title: str = "") -> None:
    """Print cases with their seven standings at a glance."""
    headings = ("Reference", "State", *(f"P{number}" for number in range(1, 8)), "Title", "From")
    terminal.table(headings, (_row(case) for case in found), title=title, cut=("Title", "From"))


def _row(case: Case) -> tuple[object, ...]:
    title = case.assessment.title or (case.messages[0].subject if case.messages else "")
    standings = {judgement.principle: _mark(judgement) for judgement in case.assessment.judgements}
    cells = (standings.get(f"P{number}", Text("·", "dim")) for number in range(1, 8))
    return case.reference, case.state.value, *cells, title, case.sender.email if case.sender else ""


def _mark(judgement: Judgement) -> Text:
    word, colour = MARKS[judgement.standing]
    return Text(word, colour)


def case_json(case: Case) -> dict[str, Any]:
    """One case as a JSON object."""
    found = case.assessment
    return {
        "reference": case.reference,
        "state": case.state.value,
        "kind": case.kind.value,
        "from": {"name": case.sender.name, "email": case.sender.email} if case.sender else None,
        "created": case.created.isoformat(),
        "updated": case.updated.isoformat(),
        "title": found.title,
        "description": found.description,
        "language": found.language,
        "standings": {judgement.principle: judgement.standing.value for judgement in found.judgements},
        "flagged": list(case.flagged),
        "rounds": case.rounds,
        "asked": list(case.asked),
        "messages": [{"sha256": m.sha256, "subject": m.subject, "kind": m.kind.value} for m in case.messages],
        "letters": [{"id": x.id, "kind": x.kind, "to": x.recipient, "state": x.state.value} for x in case.letters],
        "decisions": [{"verb": d.verb, "by": d.by, "at": d.at.isoformat(), "reason": d.reason} for d in case.decisions],
    }


def show(wanted: Reference, config: ConfigFile = DEFAULT_CONFIG, as_json: AsJson = False) -> int:
    """Show one case: what was found, with the sentences, what was not, its mail and its letters.

    Example: secretariat show K7QM2-F9XB4
    """
    office = office_of(config)
    case = _case(office, wanted)
    if case is None:
        terminal.complain(f"{wanted}: there is no such case. `secretariat list` shows the cases.")
        return Exit.NO_INPUT
    if as_json:
        rubric = office.judges.rubric
        judged = [judgement_json(judgement, rubric) for judgement in case.assessment.judgements]
        more = {"p3_any_process": any_process(case.assessment), "timing": timing_json(case.assessment.timing)}
        terminal.print_json({**case_json(case), "principles": judged, **more})
    else:
        _print_case(office, case)
    return Exit.OK


def _case(office: Office, wanted: str) -> Case | None:
    with transaction(office.engine) as conn:
        return cases.case(conn, reference.find_reference(wanted) or wanted)


def _print_case(office: Office, case: Case) -> None:
    found = case.assessment
    terminal.say(f"{case.reference}  {found.title or '(no title)'}\n{case.state.value}, {found.kind_reason}\n")
    if found.description:
        terminal.say(f"{found.description}\n")
    if found.timing:
        terminal.say(f"{_announcement(found.timing)}\n")
    rows = []
    for judgement in found.judgements:
        quotes = [one_line(e.quote, 110) for f in judgement.findings if f.present for e in f.evidence[:1]]
        name = office.judges.rubric.principle(judgement.principle).name["en"]
        rows.append((judgement.principle, name, _mark(judgement), judgement.reason, "\n".join(quotes[:3])))
    if rows:
        terminal.table(("", "Principle", "", "Why", "Evidence"), rows)
    terminal.table(
        ("Organisation", "Sector", "Role"), [(o.name, o.sector.value, o.role.value) for o in found.organisations]
    )
    terminal.table(
        ("Contact", "Organisation", "E-mail", "Telephone"),
        [(c.name, c.organisation, c.email, c.phone) for c in found.contacts],
    )
    terminal.table(
        ("Mail", "Kind", "Answer"),
        [
            (f"{m.received:%Y-%m-%d} {m.subject}", m.kind.value, f"{m.reply_action}: {m.reply_reason}")
            for m in case.messages
        ],
    )
    terminal.table(
        ("Letter", "To", "State", ""), [(x.kind, x.recipient, x.state.value, x.reason) for x in case.letters]
    )


def _announcement(timing: Timing) -> str:
    """When it was or will be announced and what shows it, in two lines; why nobody knows, in one."""
    if not timing.earliest or not timing.latest:
        return timing.reason
    days = f"{timing.earliest:%Y-%m-%d}" + (f" to {timing.latest:%Y-%m-%d}" if timing.latest > timing.earliest else "")
    phase = f", {'at' if timing.during else 'before'} the {timing.phase}" if timing.phase else ""
    quotes = "".join(f"\n“{one_line(evidence.quote, 110)}”" for evidence in timing.evidence[:1])
    return f"Announcement: {days}{phase}. {timing.reason}{quotes}"


def decide(
    wanted: Reference,
    verb: Annotated[str, typer.Argument(help=f"One of: {', '.join(decisions.VERBS)}.")],
    reason: Annotated[str, typer.Option(help="Why, in a sentence; it is kept.")] = "",
    by: Annotated[str, typer.Option(help="Who decides; your login name unless given.")] = "",
    config: ConfigFile = DEFAULT_CONFIG,
) -> int:
    """Write down a person's decision on a case; the machine never overwrites it.

    Example: secretariat decide K7QM2-F9XB4 accept --reason "Complete, and a good example"
    """
    office = office_of(config)
    case = _case(office, wanted)
    if case is None or verb not in decisions.VERBS:
        wrong = (
            f"{wanted}: there is no such case."
            if case is None
            else f"{verb}: choose one of {', '.join(decisions.VERBS)}."
        )
        terminal.complain(wrong)
        return Exit.NO_INPUT if case is None else Exit.USAGE
    with transaction(office.engine) as conn:
        decisions.decide(
            conn, case.reference, verb, by or getpass.getuser(), office.clock(), reason, version=case.version
        )
    terminal.say(f"{case.reference}: {verb}.")
    return Exit.OK
