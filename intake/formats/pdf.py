"""PDF into text, page by page: the home of pypdfium2 and pypdf.

PDFium is fast and reads most; on a bomb it may take its process down, which is why `read_again` exists.
"""

from __future__ import annotations

import ctypes
import logging
import re
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

from intake.formats.base import Extract, paged
from intake.limits import Limits
from intake.message import Verdict

_ENCRYPTED = Extract(Verdict.ENCRYPTED, reason="The PDF is protected by a password.")
_PASSWORD_NEEDED = 4  # FPDF_ERR_PASSWORD
_BROKEN = re.compile("([^\\W\\d_]{1,60})\x02(?=([^\\W\\d_]{1,60}))")
"""PDFium joins a word that was divided at a line end, and leaves this mark where the hyphen was."""
_STUMBLES = (
    *(RecursionError, LookupError, ValueError, TypeError, AttributeError, ArithmeticError, OSError, EOFError),
    *(NotImplementedError, AssertionError, zlib.error, struct.error),
)
"""What pypdf raises on damaged files besides its own errors."""
_FIELDS = 2000
"""Of one page."""
_FIELD_BYTES = 64 * 1024
_NO_PAGES = Extract(Verdict.CORRUPT, reason="The PDF has no pages.")


def read(content: bytes, limits: Limits) -> Extract:
    """Return the text by PDFium, or by pypdf where PDFium finds no document.

    A PDF whose user password is empty is read: its owner only forbids changes. `no_text` means a scan.
    """
    import pypdfium2  # noqa: PLC0415 - the reading child imports what the file asks for

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        return _ENCRYPTED if error.err_code == _PASSWORD_NEEDED else read_again(content, limits)
    try:
        if document.get_formtype() != pypdfium2.raw.FORMTYPE_NONE:
            document.init_forms()
        pictures: list[int] = []
        return _with_pictures(_pages(len(document), _by_pdfium(document, limits, pictures), limits), pictures)
    except pypdfium2.PdfiumError:
        return read_again(content, limits)
    finally:
        document.close()


def read_again(content: bytes, limits: Limits) -> Extract:
    """Return the text by pypdf, for a file on which PDFium failed or died."""
    from pypdf import PasswordType, PdfReader  # noqa: PLC0415 - the reading child imports what the file asks for
    from pypdf.errors import DependencyError, LimitReachedError, PyPdfError  # noqa: PLC0415

    complaints = _Complaints()
    logging.getLogger("pypdf").addHandler(complaints)
    try:
        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
            return _ENCRYPTED
        extract = _pages(len(reader.pages), _by_pypdf(reader, limits), limits)
    except LimitReachedError:
        return Extract(Verdict.LIMIT, reason="The PDF unpacks to more than may be read.")
    except DependencyError:
        return Extract(Verdict.ENCRYPTED, reason="The PDF is encrypted in a way that cannot be read.")
    except (PyPdfError, *_STUMBLES):
        return Extract(Verdict.CORRUPT, reason="The PDF is damaged.")
    finally:
        logging.getLogger("pypdf").removeHandler(complaints)
    if complaints.limit and extract.verdict is Verdict.NO_TEXT:
        return Extract(Verdict.LIMIT, reason="The PDF unpacks to more than may be read.")
    return extract


def _pages(count: int, pages: Iterator[str], limits: Limits) -> Extract:
    if count == 0:
        return _NO_PAGES
    extract = paged(pages, limits, cut_pages=count > limits.pages)
    if extract.verdict is Verdict.NO_TEXT:
        return Extract(Verdict.NO_TEXT, reason="The PDF holds pictures of text only, such as a scan.")
    return extract


def _with_pictures(extract: Extract, pictures: list[int]) -> Extract:
    """Return the extract, `partial` where some of its pages are pictures: what they say is not known."""
    if extract.verdict is not Verdict.OK or not pictures:
        return extract
    numbers = ", ".join(map(str, pictures[:20]))
    return replace(extract, verdict=Verdict.PARTIAL, reason=f"These pages are pictures without text: {numbers}.")


def _by_pdfium(document: Any, limits: Limits, pictures: list[int]) -> Iterator[str]:
    """Yield each page's text, behind it the filled-in form fields: PDFium draws them but does not count them as text.

    The numbers of pages without text that show a picture are added to `pictures`.
    """
    for number in range(min(len(document), limits.pages)):
        page = document[number]
        textpage = page.get_textpage()
        text = _unbroken(textpage.get_text_bounded())
        textpage.close()
        if not text.strip() and _shows_picture(page):
            pictures.append(number + 1)
        yield "\n".join([text, *_fields(document.formenv, page)]) if document.formenv else text
        page.close()


def _shows_picture(page: Any) -> bool:
    from pypdfium2 import raw  # noqa: PLC0415 - imported already, by read

    return next(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3), None) is not None


def _fields(form: Any, page: Any) -> Iterator[str]:
    """Yield `name: value` for each field of a page that somebody has filled in."""
    from pypdfium2 import raw  # noqa: PLC0415 - imported already, by read

    readable = (raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX)
    ticked = (raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON)
    for number in range(min(raw.FPDFPage_GetAnnotCount(page), _FIELDS)):
        annotation = raw.FPDFPage_GetAnnot(page, number)
        kind = raw.FPDFAnnot_GetFormFieldType(form, annotation)
        value = _string(raw.FPDFAnnot_GetFormFieldValue, form, annotation)
        if value and (kind in readable or (kind in ticked and value != "Off")):
            label = _string(raw.FPDFAnnot_GetFormFieldAlternateName, form, annotation)
            yield f"{label or _string(raw.FPDFAnnot_GetFormFieldName, form, annotation)}: {value}"
        raw.FPDFPage_CloseAnnot(annotation)


def _string(get: Callable[..., int], form: Any, annotation: Any) -> str:
    """Return a string that PDFium writes into a buffer as UTF-16 with a closing NUL."""
    from pypdfium2 import raw  # noqa: PLC0415 - imported already, by read

    size = min(get(form, annotation, None, 0), _FIELD_BYTES)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    get(form, annotation, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")


def _unbroken(text: str) -> str:
    """Return the page with divided words whole; the hyphen stays where the page also writes the word with one."""
    lower = text.lower()
    return _BROKEN.sub(lambda w: w[1] + ("-" if f"{w[1]}-{w[2]}".lower() in lower else ""), text)


def _by_pypdf(reader: Any, limits: Limits) -> Iterator[str]:
    for number in range(min(len(reader.pages), limits.pages)):
        yield reader.pages[number].extract_text()


class _Complaints(logging.Handler):
    """Hears pypdf log that it gave up at a limit, where it then returns an empty page."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.limit = False

    def emit(self, record: logging.LogRecord) -> None:
        """Remember whether a limit was named."""
        self.limit = self.limit or "limit" in record.getMessage().lower()
