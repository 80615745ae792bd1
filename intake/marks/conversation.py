"""What a message shows of the conversation it stands in."""

from __future__ import annotations

import re

from intake.message import Message

_ANSWER = re.compile(
    r"\s*(?:\[[^\]]{1,40}\]\s*)?(?:re|aw|sv|vs|antw|rif|r|odp|ynt|res|回复|回覆|答复|答覆|返信|회신|תגובה|رد|отв|ответ)"
    r"\s?(?:\[\d{1,3}\])?\s?[:：]",
    re.IGNORECASE,
)
_QUOTE_BEGINS = re.compile(
    r"^(?:>|-{2,}[ ]?[^\n-]{3,60}[ ]?-{2,}\s*$|_{10,}\s*$|(?:From|De|Von|Da|Van|Från|Fra|От|寄件者|发件人|差出人|보낸 사람)[ ]?[:：][ ]?\S)",
    re.MULTILINE,
)


def is_answer(message: Message) -> bool:
    """Whether the message answers another one, by its headers or by its subject."""
    return bool(message.in_reply_to or message.references or _ANSWER.match(message.subject))


def own_words(message: Message, limit: int = 20_000) -> str:
    """Return what stands above the first quoted line: machines answer on top."""
    text = message.body[:limit]
    quote = _QUOTE_BEGINS.search(text)
    return (text[: quote.start()] if quote and text[: quote.start()].strip() else text).strip()
