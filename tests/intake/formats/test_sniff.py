"""What a file is, whatever it is called."""

import pytest

from intake.formats.sniff import sniff

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


@pytest.mark.parametrize(
    ("content", "format_"),
    [
        (b"%PDF-1.7 ...", "pdf"),
        (b"\r\n  %PDF-1.7 ...", "pdf"),
        (b"{\\rtf1 x}", "rtf"),
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"\xff\xd8\xff\xe0....", "image/jpeg"),
        (b"GIF89a....", "image/gif"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "image/webp"),
        (b"\0\0\0\x18ftypheic....", "image/heic"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"),
        (b"<?xml version='1.0'?><svg/>", "image/svg+xml"),
        (b"\x1f\x8b\x08....", "application/gzip"),
        (b"\x78\x9f\x3e\x22....", "application/ms-tnef"),
        (b"-----BEGIN PGP MESSAGE-----\n\nabc", "application/pgp-encrypted"),
        (b"BEGIN:VCALENDAR\r\n", "text/calendar"),
        (b"BEGIN:VCARD\r\n", "text/vcard"),
        (OLE + "WordDocument".encode("utf-16-le"), "application/msword"),
        (OLE + "Workbook".encode("utf-16-le"), "application/vnd.ms-excel"),
        (OLE + "__properties_version1.0".encode("utf-16-le"), "application/vnd.ms-outlook"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "application/x-encrypted-office"),
        (OLE, "application/x-ole-storage"),
        (b"<!DOCTYPE html><p>x", "html"),
        (b"<HTML><body>x", "html"),
        ("<p>x</p>".encode("utf-16"), "html"),
        (b"\xef\xbb\xbf<html>x", "html"),
        (b"just words", "plain"),
        ("Привет".encode("cp1251"), "plain"),
        ("words".encode("utf-16"), "plain"),
        ("words and words".encode("utf-16-le"), "plain"),
        (b"a < b and <nothing>", "plain"),
        (b"<?xml version='1.0'?><data/>", "plain"),
        (b"Received: from a by b\nFrom: a@example.org\n\nx", "eml"),
        (b"From: Ann\nTo: Ben\nSubject: minutes\n\nWe met.", "plain"),
        (b"Note: see below\n\nMessage-ID: <x@y> was lost", "plain"),
        (b"\x00\x01\x02\x03\x04", "application/octet-stream"),
    ],
)
def test_the_bytes_decide(content, format_):
    """Magic numbers and the look of the text tell, and a false name or type changes nothing."""
    assert sniff(content, "application/octet-stream", None) == format_
    if format_ not in ("plain", "application/octet-stream"):
        assert sniff(content, "video/mp4", "film.mp4") == format_


@pytest.mark.parametrize(
    ("members", "format_"),
    [
        ({"[Content_Types].xml": "", "word/document.xml": ""}, "docx"),
        ({"[Content_Types].xml": "", "xl/workbook.xml": ""}, XLSX),
        ({"[Content_Types].xml": "", "odd/part.xml": ""}, "application/zip"),
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, "odt"),
        ({"mimetype": "application/vnd.oasis.opendocument.text-template"}, "odt"),
        ({"mimetype": "application/vnd.oasis.opendocument.presentation"}, "odp"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "ods"),
        ({"mimetype": "application/vnd.oasis.opendocument.graphics"}, "application/vnd.oasis.opendocument.graphics"),
        ({"mimetype": "application/epub+zip"}, "application/epub+zip"),
        ({"mimetype": "no type"}, "application/zip"),
        ({"a.txt": "x"}, "application/zip"),
    ],
)
def test_a_zip_is_known_by_its_members(members, format_, make_zip):
    """Office files are zip files; what lies in them says which."""
    assert sniff(make_zip(members), "application/octet-stream", "x.bin") == format_


@pytest.mark.parametrize(
    ("content", "content_type", "name", "format_"),
    [
        (b"PK\x03\x04 cut off", "application/octet-stream", "a.docx", "docx"),
        (b"PK\x03\x04 cut off", "application/octet-stream", "a.zip", "application/zip"),
        (b"\x00\xff\x00\x01", "application/pdf", None, "pdf"),
        (b"\x00\xff\x00\x01", "application/octet-stream", "Release.PDF", "pdf"),
        (b"junk first\n%PDF-1.4", "application/pdf", None, "pdf"),
        (b"junk first\n%PDF-1.4", "text/plain", None, "plain"),
        (b"", "application/pdf", "a.pdf", "pdf"),
        (b"", "", None, "application/octet-stream"),
        (b"no header at all", "message/rfc822", None, "eml"),
        (b"X-A: b\n\nx", "application/octet-stream", "saved.eml", "eml"),
        (b"plain words", "text/html; charset=utf-8", None, "html"),
        (b"plain words", "application/octet-stream", "page.HTM", "html"),
        (b"words <b>with</b> a tag", "text/plain", "a.txt", "plain"),
        (b"\x00\x01\x02\x03", "Audio/MPEG; x=y", None, "audio/mpeg"),
    ],
)
def test_where_the_bytes_are_silent_the_claim_counts(content, content_type, name, format_):
    """A damaged file keeps the kind that it claims, so that it is reported as damaged and not as unknown."""
    assert sniff(content, content_type, name) == format_


def test_an_encrypted_mimetype_member_is_no_trouble(make_zip):
    """A container whose first member cannot be opened is still a container."""
    content = make_zip({"mimetype": "application/vnd.oasis.opendocument.text"})
    locked = content.replace(b"PK\x03\x04\x14\x00\x00\x00", b"PK\x03\x04\x14\x00\x01\x00").replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00"
    )
    assert locked != content
    assert sniff(locked, "application/octet-stream", "a.odt") == "odt"
