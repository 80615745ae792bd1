"""What a file is, by its bytes: names and declared types are only asked where the bytes leave it open."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO

from intake.formats.plain import wide
from intake.formats.zipped import BROKEN, members

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\x1f\x8b", "application/gzip"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\x78\x9f\x3e\x22", "application/ms-tnef"),
    (b"-----BEGIN PGP MESSAGE", "application/pgp-encrypted"),
    (b"-----BEGIN PGP SIGNATURE", "application/pgp-signature"),
    (b"-----BEGIN PGP PUBLIC KEY", "application/pgp-keys"),
    (b"BEGIN:VCALENDAR", "text/calendar"),
    (b"BEGIN:VCARD", "text/vcard"),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OOXML_FOLDERS: Mapping[str, str] = {
    "word/": "docx",
    "xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_ODF = "application/vnd.oasis.opendocument."
_ODF_KINDS: Mapping[str, str] = {"text": "odt", "presentation": "odp", "spreadsheet": "ods"}
_OLE_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "application/x-encrypted-office"),
    ("__properties_version1.0", "application/vnd.ms-outlook"),
    ("WordDocument", "application/msword"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
    ("Workbook", "application/vnd.ms-excel"),
    ("Book", "application/vnd.ms-excel"),
)
_DECLARED: Mapping[str, str] = {
    "application/pdf": "pdf",
    "application/rtf": "rtf",
    "text/rtf": "rtf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    f"{_ODF}text": "odt",
    f"{_ODF}presentation": "odp",
    f"{_ODF}spreadsheet": "ods",
}
_SUFFIXES = frozenset({"pdf", "rtf", "docx", "odt", "odp", "ods"})

_SAMPLE = 8192
_CONTROLS = bytes({*range(32)} - {*b"\t\n\v\f\r\x1b"}) + b"\x7f"
_TAGS = "!doctype html|html|head|body|meta|title|style|script|link|div|p|table|span|br|h[1-6]|center|b|i|u|a|em|strong|font|img|ul|ol"
_MARKUP = re.compile(rf"<(?:{_TAGS})[\s/>]", re.IGNORECASE)
_HEADER = re.compile(r"[!-9;-~]{1,76}[ \t]{0,8}:")
_TELLING = re.compile(
    r"^(?:received|return-path|message-id|mime-version|delivered-to|content-transfer-encoding|x-mailer)[ \t]{0,8}:",
    re.IGNORECASE | re.MULTILINE,
)


def sniff(content: bytes, content_type: str, name: str | None) -> str:
    """Return the format: `plain`, `html`, `pdf`, … for what is read, or else the content type that comes closest."""
    declared = content_type.partition(";")[0].strip().lower() or "application/octet-stream"
    head = content[:_SAMPLE]
    claimed = _claimed(declared, name)
    found = _by_magic(head.lstrip(b"\xef\xbb\xbf \t\r\n") or head) or _container(content, claimed)
    if found:
        return found
    if b"%PDF-" in head[:1024] and claimed == "pdf":  # some mailers put a line before it
        return "pdf"
    if declared in ("message/rfc822", "message/global"):
        return "eml"
    if content and _is_text(head):
        return _text_kind(_sample_text(head), declared, name)
    return claimed or declared


def _by_magic(head: bytes) -> str | None:
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1"):
        return "image/heic"
    return next((kind for magic, kind in _MAGIC if head.startswith(magic)), None)


def _container(content: bytes, claimed: str | None) -> str | None:
    if content.startswith(_OLE):
        streams = (kind for stream, kind in _OLE_STREAMS if stream.encode("utf-16-le") in content)
        return next(streams, "application/x-ole-storage")
    if content.startswith(_ZIP):
        return _in_zip(content) or claimed or "application/zip"
    return None


def _in_zip(content: bytes) -> str | None:
    names = members(content)
    if names is None:
        return None
    if "[Content_Types].xml" in names:
        folders = (kind for folder, kind in _OOXML_FOLDERS.items() if any(name.startswith(folder) for name in names))
        return next(folders, "application/zip")
    if "mimetype" in names:
        return _stated(content)
    return "application/zip"


def _stated(content: bytes) -> str | None:
    """Return what the `mimetype` member of an OpenDocument or EPUB file says."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive, archive.open("mimetype") as member:
            stated = member.read(100).decode("ascii", "replace").strip().lower()
    except BROKEN:
        return None
    kind = stated.removeprefix(_ODF).partition("-")[0] if stated.startswith(_ODF) else ""
    return _ODF_KINDS.get(kind, stated if re.fullmatch(r"[\w.+-]{1,40}/[\w.+-]{1,60}", stated) else "application/zip")


def _claimed(declared: str, name: str | None) -> str | None:
    """Return the binary format that type or name claim, for bytes that do not show what they are."""
    suffix = (name or "").rpartition(".")[2].lower()
    return _DECLARED.get(declared) or (suffix if suffix in _SUFFIXES else None)


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if wide(head):
        return True
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return head.count(0) == 0 and controls * 50 <= len(head)


def _sample_text(head: bytes) -> str:
    """Return enough of the text to see its markup, which is ASCII in all charsets but UTF-16."""
    return head.replace(b"\0", b"").decode("latin-1").removeprefix("ÿþ").removeprefix("þÿ").removeprefix("ï»¿")


def _text_kind(text: str, declared: str, name: str | None) -> str:
    start = text.lstrip()[:2000]
    if start.lower().startswith(("<svg", "<?xml")) and "<svg" in start.lower():
        return "image/svg+xml"
    suffix = (name or "").rpartition(".")[2].lower()
    claims_html = declared in ("text/html", "application/xhtml+xml") or suffix in ("html", "htm", "xhtml")
    if _MARKUP.search(start) and (claims_html or start.startswith("<")):
        return "html"
    if suffix == "eml" or (_HEADER.match(text) and _TELLING.search(text.partition("\n\n")[0])):
        return "eml"
    return "html" if claims_html else "plain"
