"""Which parts of an HTML document a reader would see, from attributes, inline styles and simple style sheet rules.

Not a CSS engine: selectors with spaces and at-rules are passed over, and what is uncertain counts as visible.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

Declarations = Mapping[str, str]
Colour = tuple[int, int, int]

_WHITE: Colour = (255, 255, 255)
_BLACK: Colour = (0, 0, 0)
_NAMED: Mapping[str, Colour] = {"white": _WHITE, "black": _BLACK, "snow": (255, 250, 250), "ivory": (255, 255, 240)}
_HEX = re.compile(r"#([0-9a-f]{3}(?:[0-9a-f]{3})?)\b")
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*(?:[,/]\s*([\d.]{1,6})\s*)?\)")
_LENGTH = re.compile(r"(-?\d{0,6}\.?\d{0,6})\s*(px|pt|em|rem|%|)\Z")
_COMMENT = re.compile(r"/\*(?:[^*]|\*(?!/))*(?:\*/|\Z)")
_SIMPLE = re.compile(r"([a-z][a-z0-9]*|\*)?((?:[.#][\w-]+)*)\Z")
_MARKED = re.compile(r"[.#][\w-]+")
_RULES = 2000
_SAME = 12
"""Two colours that differ by less than this in each channel look the same."""


@dataclass(frozen=True, slots=True)
class Look:
    """What text inherits from the elements around it."""

    gone: bool = False
    tiny: bool = False
    invisible: bool = False
    colour: Colour | None = _BLACK
    """None: transparent."""
    background: Colour | None = _WHITE
    """None: not known, an image for example."""

    @property
    def seen(self) -> bool:
        """Whether text of this look can be seen."""
        return not (self.gone or self.tiny or self.invisible or self._blends)

    @property
    def _blends(self) -> bool:
        if self.colour is None:
            return True
        pairs = zip(self.colour, self.background, strict=True) if self.background else ()
        return self.background is not None and all(abs(a - b) < _SAME for a, b in pairs)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rules of a document's style sheets that a simple selector chooses."""

    rules: Mapping[str, tuple[tuple[frozenset[str], Declarations], ...]] = field(default_factory=dict)
    certain: bool = True
    """False when a rule that was passed over may paint a background."""

    def declarations(self, tag: str, attributes: Mapping[str, str]) -> dict[str, str]:
        """Return what the sheets and the element's own style say of it, the own style last."""
        marks = {f".{name}" for name in attributes.get("class", "").split()} | {tag, "*"}
        marks.add("#" + attributes.get("id", ""))
        said: dict[str, str] = {}
        for mark in sorted(marks & self.rules.keys()):
            for needed, declared in self.rules[mark]:
                if needed <= marks:
                    said.update(declared)
        return said | parse_style(attributes.get("style", ""))


def parse_style(style: str) -> dict[str, str]:
    """Return the declarations of a style attribute, lower case, the last of each name."""
    pairs = (piece.partition(":") for piece in style.lower().split(";"))
    return {name.strip(): value.replace("!important", "").strip() for name, colon, value in pairs if colon}


def parse_sheets(sheets: Iterable[str]) -> Sheet:
    """Return the rules of these style sheets; rules inside @media and its kin hold only on some screens."""
    found: dict[str, list[tuple[frozenset[str], Declarations]]] = {}
    certain = True
    for selectors, body in _blocks(_COMMENT.sub(" ", "\n".join(sheets).lower())):
        declared = parse_style(body)
        for selector in selectors.split(","):
            simple = _SIMPLE.match(selector.strip())
            if simple is None or not selector.strip():
                certain = certain and not any(name.startswith("background") for name in declared)
                continue
            needed = frozenset(_MARKED.findall(simple.group(2))) | {simple.group(1) or "*"}
            found.setdefault(max(needed, key=_weight), []).append((needed, declared))
    return Sheet({mark: tuple(rules) for mark, rules in found.items()}, certain)


def look(parent: Look, tag: str, attributes: Mapping[str, str], declared: Declarations) -> Look:
    """Return how the text directly in this element looks."""
    if not attributes and not declared:
        return parent
    if parent.gone or _removed(attributes, declared):
        return replace(parent, gone=True)
    return Look(
        gone=False,
        tiny=_tiny(declared["font-size"]) if "font-size" in declared else parent.tiny,
        invisible=_invisible(declared.get("visibility", ""), parent),
        colour=_text_colour(parent, tag, attributes, declared),
        background=_background(parent, attributes, declared),
    )


def _weight(mark: str) -> tuple[bool, bool, str]:
    return mark.startswith("#"), mark.startswith("."), mark


def _blocks(css: str) -> Iterable[tuple[str, str]]:
    """Yield prelude and body of each rule that stands outside of at-rules, at most `_RULES`."""
    depth = start = count = 0
    prelude = ""
    for brace in re.finditer(r"[{}]", css):
        if brace.group() == "{":
            if depth == 0:
                prelude = css[start : brace.start()].rpartition(";")[2].strip()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0 and not prelude.startswith("@"):
                yield prelude, css[start : brace.start()]
                count += 1
        start = brace.end()
        if count >= _RULES:
            return


def _removed(attributes: Mapping[str, str], declared: Declarations) -> bool:
    if "hidden" in attributes or declared.get("display") == "none" or _number(declared.get("opacity", "")) == 0:
        return True
    if declared.get("overflow") == "hidden" and any(
        _number(declared.get(name, "")) == 0 for name in ("height", "max-height", "width", "max-width")
    ):
        return True
    if (_number(declared.get("text-indent", "")) or 0) <= -900:
        return True
    placed = declared.get("position") in ("absolute", "fixed")
    return placed and any((_number(declared.get(name, "")) or 0) <= -900 for name in ("left", "top", "margin-left"))


def _tiny(size: str) -> bool:
    found = _LENGTH.match(size)
    number = _number(size)
    if found is None or number is None:
        return False
    return number <= {"em": 0.1, "rem": 0.1, "%": 10}.get(found.group(2), 1)


def _invisible(visibility: str, parent: Look) -> bool:
    return visibility in ("hidden", "collapse") if visibility not in ("", "inherit") else parent.invisible


def _text_colour(parent: Look, tag: str, attributes: Mapping[str, str], declared: Declarations) -> Colour | None:
    said = declared.get("color") or (attributes.get("color", "") if tag == "font" else "")
    if said:
        return None if _transparent(said) else _colour(said.lower()) or _BLACK
    return (0, 0, 238) if tag == "a" and "href" in attributes else parent.colour


def _background(parent: Look, attributes: Mapping[str, str], declared: Declarations) -> Colour | None:
    said = f"{declared.get('background', '')} {declared.get('background-color', '')}".strip()
    if "url(" in said or "gradient" in said or "background-image" in declared or "background" in attributes:
        return None
    said = said or attributes.get("bgcolor", "").lower()
    if not said or _transparent(said) or said in ("none", "inherit", "initial"):
        return parent.background
    return _colour(said)


def _transparent(value: str) -> bool:
    found = _RGB.search(value)
    return value == "transparent" or bool(found and found.group(4) and _number(found.group(4)) == 0)


def _colour(value: str) -> Colour | None:
    """Return the first colour of a value; None for one that is not known by name."""
    if found := _HEX.search(value if value.startswith("#") or " " in value else f"#{value} {value}"):
        digits = found.group(1)
        digits = digits if len(digits) == 6 else "".join(d * 2 for d in digits)
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)
    if found := _RGB.search(value):
        return int(found.group(1)), int(found.group(2)), int(found.group(3))
    return next((_NAMED[word] for word in value.split() if word in _NAMED), None)


def _number(value: str) -> float | None:
    found = _LENGTH.match(value.strip())
    digits = found.group(1) if found else ""
    return float(digits) if digits.strip("-.") else None
