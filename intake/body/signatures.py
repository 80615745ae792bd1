"""Where the sender's words end and the signature begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from intake.body.closings import is_closing
from intake.body.devices import is_device_line
from intake.body.headers import is_rule
from intake.body.lines import Line, has_address

TAIL_CAP = 40
"""Lines from the end of the sender's words among which a signature may begin."""
_LINES_CAP = 16
_WIDTH_CAP = 100
_CLOSE_LINES, _NAME_LINES = 8, 3
"""Where a close may stand above the delimiter, and how many lines name the writer between the two."""
_DELIMITED_WIDTH = 80
"""Columns of a signature by custom (RFC 1855 section 2.1.1); a longer line below "--" is a footer or a text."""

_PHONE = re.compile(r"\+?\(?\d[\d ()./-]{5,24}\d")
_URL = re.compile(
    r"(?:https?://|www\.)\S{3,200}|(?<![\w@.])[\w-]{2,40}\.(?:org|int|com|net|edu|gov|info|eu|ch|fr)(?![\w.-]*@)\b",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"(?:tel|tél|phone|mobile|mob|cell|fax|e-?mail|mail|web|website|site|skype|whatsapp|address|adresse|dirección|direccion|teléfono|"
    r"telefon|téléphone|telefono|telefone|correo|courriel|тел|телефон|факс|адрес|сайт|эл|почта|моб|电话|電話|传真|邮箱|电子邮件|网址|"
    r"地址|手机|هاتف|الهاتف|فاكس|جوال|البريد|البريد الإلكتروني|الموقع|العنوان|t|m|f|e|p|w)\s?[.:：/)]",
    re.IGNORECASE,
)
_OFFERED = re.compile(
    r"\bcontact|for (?:more|further) (?:information|details)|press (?:office\b|enquiries|inquiries)|media (?:enquiries|inquiries)|"
    r"notes? to (?:the )?editors?|for immediate release|plus d'informations?|renseignements|à propos de|más información|prensa|"
    r"acerca de|sobre nosotros|контакт|для прессы|о компании|об организации|дополнительн\w{1,6} информац|联系|聯絡|联络|媒体|關於|关于|"
    r"للتواصل|للاتصال|للمزيد|جهة الاتصال|\bkontakt|ansprechpartner|\bcontato|\bcontatti|\bcontatto|^about ",
    re.IGNORECASE,
)
_WIDE_ENDS = ("。", "！", "？")
_UNSPACED_SENTENCE = 12
"""Characters from which on a line that ends with a wide full stop is a sentence: Chinese does not part its words."""
_PART_END = re.compile(r"(?:#\s?){3}|-\s?30\s?-|\*\s?\*\s?\*")


def find_signature(lines: Sequence[Line], start: int, end: int, *, is_reply: bool) -> int:
    """Return the line at which the signature of these lines begins, or `end` when there is none.

    In a reply only a delimiter or a line of the mail program counts: asked for a contact, people answer with a block
    that looks exactly like a signature, and that answer must not be lost.
    """
    end = _last_said(lines, start, end)
    found = _signature(lines, start, end, is_reply=is_reply)
    if is_reply or found in (start, end):
        return found
    own = _last_said(lines, start, found)
    above = _signature(lines, start, own, is_reply=False)  # a letter in a mail is signed, and then the mail is
    return above if above < own else found


def _signature(lines: Sequence[Line], start: int, end: int, *, is_reply: bool) -> int:
    """Return the line at which the last signature begins, or `end` when there is none."""
    found = _device(lines, start, end)
    marked = _delimited(lines, start, found)
    if marked < found:
        return _close_above(lines, start, marked)
    if is_reply:
        return marked
    closed = _closed(lines, start, found)
    return closed if closed < found or found == start else _contact_block(lines, start, found)


def _last_said(lines: Sequence[Line], start: int, end: int) -> int:
    while end > start and lines[end - 1].blank:
        end -= 1
    return end


def _window(start: int, end: int) -> int:
    return max(start, end - TAIL_CAP)


def _device(lines: Sequence[Line], start: int, end: int) -> int:
    """Return where lines of the mail program at the end begin: "Sent from my telephone"."""
    while end > start and is_device_line(lines[end - 1].text):
        end = _last_said(lines, start, end - 1)
    return end


def _delimited(lines: Sequence[Line], start: int, end: int) -> int:
    """Return the place of the delimiter of RFC 3676 section 4.3, when only short lines follow it."""
    for at in range(_window(start, end), end):
        if lines[at].text == "--" and not lines[at].quoted and _is_short(lines, at + 1, end):
            return at
    return end


def _close_above(lines: Sequence[Line], start: int, end: int) -> int:
    """Return the place of a complimentary close and a bare name right above the delimiter, or the delimiter's."""
    for at in range(max(start, end - _CLOSE_LINES), end):
        if is_closing(lines[at].text):
            said = [line for line in lines[at + 1 : end] if not line.blank]
            if len(said) <= _NAME_LINES and all(_may_sign(line) and not _fact(line.text) for line in said):
                return at
    return end


def _is_short(lines: Sequence[Line], start: int, end: int) -> bool:
    said = [line for line in lines[start:end] if not line.blank]
    if len(said) > _LINES_CAP or any(is_rule(line.text) for line in said[1:]):
        return False
    return not any(line.width > _DELIMITED_WIDTH for line in said)


def _closed(lines: Sequence[Line], start: int, end: int) -> int:
    """Return the place of the complimentary close after which only a name and short lines follow."""
    for at in range(_window(start, end), end):
        if is_closing(lines[at].text) and _is_signed(lines, at + 1, end):
            return at
    return end


def _is_signed(lines: Sequence[Line], start: int, end: int) -> bool:
    """Whether lines after a close are a signature: short, no sentences, nothing offered to the press."""
    said = [line for line in lines[start:end] if not line.blank]
    if len(said) > _LINES_CAP or any(line.width > _WIDTH_CAP or line.quoted for line in said):
        return False
    if any(_heads_contacts(line.text) for line in said):
        return False
    return sum(_is_sentence(line.text) for line in said) <= 1


def _heads_contacts(text: str) -> bool:
    """Whether a line is the heading of contacts or of another part of a press release, or the mark of its end."""
    if _PART_END.fullmatch(text):
        return True
    if len(text) > 60 or _OFFERED.search(text) is None or _fact(text):
        return False
    return text.endswith((":", "：")) or (
        len(text.split()) <= 6 and _OFFERED.match(text) is not None and text[-1] not in ".!?"
    )


def _is_sentence(text: str) -> bool:
    if text.endswith(_WIDE_ENDS):
        return len(text) > _UNSPACED_SENTENCE
    return len(text.split()) > 9 and text.endswith((".", "!", "?", "؟")) and not has_address(text)


def _fact(text: str) -> bool:
    """Whether a short line states how to reach somebody."""
    return (
        has_address(text)
        or _PHONE.search(text) is not None
        or _URL.search(text) is not None
        or _FIELD.match(text) is not None
    )


def _contact_block(lines: Sequence[Line], start: int, end: int) -> int:
    """Return where a block of name and contact facts that closes these lines begins.

    A block offered to readers, as in a press release, is no signature, and neither is a block with nothing above it.
    """
    top = _paragraph_top(lines, start, end)
    while _fact(lines[top].text) and (above := _last_said(lines, start, top)) > start:
        higher = _paragraph_top(lines, start, above)
        if above - higher > 3 or end - higher > 2 * _LINES_CAP:
            return end
        top = higher
    said = [line for line in lines[top:end] if not line.blank]
    if not 2 <= len(said) <= _LINES_CAP or _last_said(lines, start, top) == start or not all(map(_may_sign, said)):
        return end
    if any(_heads_contacts(line.text) for line in lines[_window(start, top) : end]):
        return end
    near = [line.text for line in lines[max(start, top - 12) : top] if not line.blank][-2:]
    if any(_OFFERED.search(text) for text in near) or _OFFERED.match(said[0].text):
        return end
    return top if _names(said[0].text) and sum(_fact(line.text) for line in said) >= 2 else end


def _paragraph_top(lines: Sequence[Line], start: int, end: int) -> int:
    top = end - 1
    while top > max(start, end - TAIL_CAP) and not lines[top - 1].blank:
        top -= 1
    return top


def _may_sign(line: Line) -> bool:
    """Whether a line could stand in a signature: short, no point of a list, no sentence."""
    return not (
        line.width > _WIDTH_CAP or line.quoted or line.text.startswith(("-", "•", "*", "|")) or _is_sentence(line.text)
    )


def _names(text: str) -> bool:
    """Whether a line may be somebody's name: a few words that end neither a sentence nor a heading."""
    last = text.rsplit(maxsplit=1)[-1]
    ended = text.endswith((":", "：", *_WIDE_ENDS)) or (
        text.endswith((".", "!", "?")) and len(last) > 4 and last.count(".") < 2
    )
    opens = text[:1].isalpha() and not text[:1].islower()
    return opens and not _fact(text) and len(text.split()) <= 8 and not ended
