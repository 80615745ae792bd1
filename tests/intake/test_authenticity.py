"""Authenticity: only our own border's word counts, read by its grammar, and only for the From domain."""

import pytest

from intake.authenticity import authenticate
from intake.limits import Limits
from intake.message import Authenticity, Trust
from intake.parse import parse

BORDER = "Received: from mail.sender.example (mail.sender.example [192.0.2.1]) by mx.office.example; Mon, 10 Nov 2003 10:00:00 +0000"
EARLIER = "Received: from laptop by mail.sender.example; Mon, 10 Nov 2003 09:59:00 +0000"
ID = "mx.office.example"


def judged(
    *headers: str, sender: str = "amina@partner.example", authserv_id: str | None = ID, below_border: bool = False
) -> Authenticity:
    """The judgement on a message with these headers on top."""
    content = "\r\n".join([*headers, f"From: {sender}", "To: office@office.example", "", "x"])
    return authenticate(parse(content.encode(), Limits()), authserv_id, below_border=below_border)


def results(value: str, name: str = ID) -> str:
    """An Authentication-Results header."""
    return f"Authentication-Results: {name}; {value}"


@pytest.mark.parametrize(
    ("value", "method"),
    [
        ("dmarc=pass header.from=partner.example", "dmarc"),
        ("dmarc=pass (p=reject dis=none) header.from=Partner.Example", "dmarc"),
        (
            "spf=softfail smtp.mailfrom=x@other.example; dkim=pass header.d=partner.example; dmarc=pass header.from=partner.example",
            "dmarc",
        ),
        ("dkim=pass header.d=partner.example", "dkim"),
        ("dkim=pass header.i=@partner.example header.s=x", "dkim"),
        ("dkim=fail header.d=other.example; dkim=pass header.d=partner.example", "dkim"),
        ("spf=pass smtp.mailfrom=amina@partner.example", "spf"),
        ("spf=pass smtp.mailfrom=partner.example", "spf"),
        ("dmarc=none header.from=partner.example; spf=pass smtp.mailfrom=partner.example", "spf"),
    ],
)
def test_the_domain_vouches(value, method):
    """DMARC for the From domain, or an aligned DKIM signature or SPF check, is enough."""
    found = judged(results(value), BORDER)
    assert (found.trust, found.method) == (Trust.PASS, method)


@pytest.mark.parametrize(
    "value",
    [
        "dmarc=fail header.from=partner.example",
        "dmarc=fail header.from=partner.example; dkim=pass header.d=partner.example",
        "dmarc=fail header.from=partner.example; dmarc=pass header.from=partner.example",
        "dmarc=pass header.from=partner.example; dmarc=fail header.from=partner.example",
        "dmarc=fail; dmarc=pass header.from=partner.example",
        "dmarc=pass header.from=evil.example",
        "dmarc=pass",
        "dmarc=pass header.from=partner.example header.from=evil.example",
        "dkim=pass header.d=evil.example",
        "dkim=pass",
        "dkim=fail header.d=partner.example; dkim=pass header.d=evil.example",
        "dkim=fail header.d=partner.example; dkim=pass",
        "dkim=pass header.d=evil.example header.d=partner.example",
        "dkim=pass header.d=sub.partner.example",
        "dkim=pass header.d=example",
        "dkim=pass header.d=tner.example",
        "spf=pass smtp.mailfrom=x@evil.example",
        "spf=pass smtp.helo=partner.example",
        "spf=neutral smtp.mailfrom=partner.example",
        "arc=pass header.d=partner.example",
        "none",
    ],
)
def test_the_domain_does_not_vouch(value):
    """A failure outweighs a pass; another domain's pass, or one without a domain, means nothing."""
    expected = Trust.NONE if value == "none" else Trust.FAIL
    assert judged(results(value), BORDER).trust is expected


@pytest.mark.parametrize(
    "value",
    [
        'spf=fail (mx: "quoted)local; dmarc=pass header.from=partner.example"@evil.example) smtp.mailfrom=evil.example',
        'spf=pass smtp.mailfrom="x)y; dmarc=pass header.from=partner.example"@evil.example',
        "dkim=fail (note (x) dmarc=pass header.from=partner.example) header.d=partner.example",
        "dkim=fail (; dmarc=pass header.from=partner.example) header.d=evil.example",
        'dkim=fail reason="; dmarc=pass header.from=partner.example" header.d=evil.example',
        "spf=fail (unclosed; dmarc=pass header.from=partner.example",
        "=?utf-8?Q?dmarc=3Dpass?= header.from=partner.example",
        "dmarc==pass header.from=partner.example",
        "((((" * 1000,
        "x=y " * 5000,
    ],
)
def test_tricks_with_comments_and_quotes(value):
    """What stands in comments and quoted strings is no result, and broken grammar is no word at all."""
    assert judged(results(value), BORDER).trust is not Trust.PASS


def test_a_parent_domain_may_vouch():
    """A signature of the parent covers its subdomain, never the other way round."""
    assert (
        judged(results("dkim=pass header.d=partner.example"), BORDER, sender="a@news.partner.example").trust
        is Trust.PASS
    )
    assert judged(results("dkim=pass header.d=news.partner.example"), BORDER).trust is Trust.FAIL


def test_international_domains():
    """The From domain is compared in its ASCII form."""
    assert (
        judged(results("dmarc=pass header.from=xn--exmple-cua.example"), BORDER, sender="a@exämple.example").trust
        is Trust.PASS
    )


PASS = "dmarc=pass header.from=partner.example"
FAIL = "dmarc=fail header.from=partner.example"


@pytest.mark.parametrize(
    ("headers", "trust"),
    [
        ((results(PASS), BORDER, EARLIER), Trust.PASS),
        ((BORDER, results(PASS), EARLIER), Trust.PASS),
        ((BORDER, EARLIER, results(PASS)), Trust.NONE),
        ((EARLIER, results(PASS)), Trust.NONE),
        ((results(FAIL), BORDER, results(PASS)), Trust.FAIL),
        ((BORDER, results(FAIL), results(PASS)), Trust.FAIL),
        ((BORDER, results("spf=none"), results(PASS)), Trust.FAIL),
        ((results("spf=none"), results(PASS), BORDER), Trust.PASS),
        ((results(PASS), results(FAIL), BORDER), Trust.FAIL),
        ((results(PASS, "mx.evil.example"), BORDER), Trust.NONE),
        ((results(PASS, "xmx.office.example"), BORDER), Trust.NONE),
        ((results(PASS, "mx.office.example.evil.example"), BORDER), Trust.NONE),
        ((f"Authentication-Results: {PASS}", BORDER), Trust.NONE),
        ((results(PASS, "MX.Office.Example"), BORDER), Trust.PASS),
        ((f"ARC-Authentication-Results: i=1; {ID}; {PASS}", BORDER), Trust.NONE),
        (("Received: by store.office.example with LMTP id 1", BORDER, results(PASS)), Trust.PASS),
        (("Received: from mx.office.example by store.hosting.example", BORDER, results(PASS)), Trust.PASS),
        (
            ("Received: from mx.office.example (evil.example) by mx.office.example", results(FAIL), results(PASS)),
            Trust.FAIL,
        ),
        (("Received: from a.evil.example by b.evil.example", results(PASS), BORDER), Trust.NONE),
        ((), Trust.NONE),
    ],
)
def test_only_our_border_is_believed(headers, trust):
    """Foreign names, foreign places and second instances below our own hop are not read."""
    assert judged(*headers, below_border=True).trust is trust


@pytest.mark.parametrize(
    ("headers", "trust"),
    [
        ((results(PASS), BORDER, EARLIER), Trust.PASS),
        ((BORDER, results(PASS), EARLIER), Trust.NONE),
        ((results(FAIL), BORDER, results(PASS)), Trust.FAIL),
        (("Received: by store.office.example with LMTP id 1", results(PASS), BORDER), Trust.PASS),
        (("Received: by store.office.example with LMTP id 1", BORDER, results(PASS)), Trust.NONE),
    ],
)
def test_below_our_border_anybody_may_have_written(headers, trust):
    """A stranger can put our server's name into a header, but not above the hop that our border adds."""
    assert judged(*headers).trust is trust


@pytest.mark.parametrize("authserv_id", [None, "", "  "])
def test_nobody_is_believed_without_configuration(authserv_id):
    """Without a pinned name every header is a stranger's."""
    assert judged(results(PASS), BORDER, authserv_id=authserv_id).trust is Trust.NONE


@pytest.mark.parametrize("sender", ["", "a@partner.example, b@partner.example"])
def test_there_must_be_one_sender(sender):
    """Nobody vouches for nobody, or for two."""
    assert judged(results(PASS), BORDER, sender=sender).trust is Trust.NONE


def test_a_short_name_of_our_server():
    """A server named by its domain alone is believed on its own hops."""
    hop = BORDER.replace("mx.office.example", "mx1.office.example")
    assert judged(results(PASS, "office.example"), hop, authserv_id="office.example").trust is Trust.PASS


def test_every_judgement_says_why():
    """The detail is one sentence for an officer."""
    for found in (
        judged(),
        judged(results(PASS), BORDER),
        judged(results(FAIL), BORDER),
        judged(results("spf=none"), BORDER),
    ):
        assert found.detail.endswith(".")
