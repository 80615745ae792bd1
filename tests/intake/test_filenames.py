"""File names: what the sender called the file, fit to show."""

import email

import pytest

from intake.filenames import name_of, parameter, readable


def name(headers: bytes) -> str | None:
    """The name of a part with these headers."""
    return name_of(readable(email.message_from_bytes(headers + b"\r\n\r\n")))


@pytest.mark.parametrize(
    ("headers", "shown"),
    [
        (b"Content-Disposition: attachment; filename=plan.pdf", "plan.pdf"),
        (b'Content-Disposition: attachment; filename="our plan.pdf"', "our plan.pdf"),
        (b"Content-Disposition: attachment; filename=our plan.pdf", "our plan.pdf"),
        (b"Content-Disposition: attachment; filename*=utf-8''na%C3%AFve.pdf", "naïve.pdf"),
        (b'Content-Disposition: attachment; filename*0="long "; filename*1=name.pdf', "long name.pdf"),
        (b"Content-Disposition: attachment; filename*0*=utf-8''na%C3; filename*1*=%AFve.pdf", "naïve.pdf"),
        (
            b"Content-Disposition: attachment; filename=\"____.pdf\"; filename*=utf-8''%D0%BF%D0%BB%D0%B0%D0%BD.pdf",
            "план.pdf",
        ),
        (b'Content-Disposition: attachment; filename="=?utf-8?Q?na=C3=AFve.pdf?="', "naïve.pdf"),
        (b'Content-Disposition: attachment;\r\n filename="=?utf-8?B?0L/Qu9Cw?=\r\n =?utf-8?B?0L0ucGRm?="', "план.pdf"),
        (b"Content-Disposition: attachment; filename==?utf-8?Q?plan=2Epdf?=", "plan.pdf"),
        (b"Content-Disposition: attachment; filename=\"utf-8''na%C3%AFve.pdf\"", "naïve.pdf"),
        (b'Content-Disposition: attachment; filename="na\xc3\xafve.pdf"', "naïve.pdf"),
        (b'Content-Disposition: attachment; filename="na\xefve.pdf"', "naïve.pdf"),
        (b'Content-Type: application/pdf; name="plan.pdf"', "plan.pdf"),
        (b'Content-Type: application/pdf; name="a.pdf"\r\nContent-Disposition: attachment; filename="b.pdf"', "b.pdf"),
        (b"Content-Disposition: attachment; filename*x=1; filename*=bogus''caf%E9.pdf", "café.pdf"),
        (b"Content-Disposition: attachment; filename*0*=utf-8''a; filename*x*=b", "a"),
        (b'Content-Disposition: attachment; filename=""', None),
        (b"Content-Disposition: attachment", None),
    ],
)
def test_names(headers, shown):
    """RFC 2231 first, RFC 2047 where producers misuse it, raw bytes as a last resort."""
    assert name(headers) == shown


def test_names_are_cleaned_for_the_eye():
    """No control, no line break and nothing that turns the reading direction; the path is kept for people to see."""
    assert (
        name(b"Content-Disposition: attachment; filename*=utf-8''..%2F..%2Fe%00vil%0A%E2%80%AEfdp.exe")
        == "../../evil fdp.exe"
    )


def test_long_names_are_cut():
    """A name of four hundred letters is shown as far as anybody would read it."""
    shown = name(b"Content-Disposition: attachment; filename=" + b"a" * 400 + b".pdf")
    assert shown is not None
    assert len(shown) == 255


def test_parameters():
    """A parameter of Content-Type comes as one line, or as nothing."""
    headers = readable(email.message_from_bytes(b"Content-Type: text/calendar; method=REPLY\r\n\r\n"))
    assert parameter(headers, "method") == "REPLY"
    assert not parameter(headers, "charset")
