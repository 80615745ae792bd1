"""Armour: files and signatures that people put into the text itself."""

import binascii

from intake.armour import bare


def uuencoded(content: bytes, name: str = "plan.txt") -> str:
    """A file as people put it into a text."""
    return f"begin 644 {name}\n{binascii.b2a_uu(content).decode()}`\nend\n"


def test_a_uuencoded_file_is_taken_out():
    """The file becomes a file, the words around it stay."""
    bared = bare(f"Dear all,\n{uuencoded(b'hello world')}Regards")
    assert bared.files == (("plan.txt", b"hello world"),)
    assert bared.text == "Dear all,\nRegards"


def test_words_that_look_like_a_beginning_stay():
    """`begin` in a sentence, or a block that never ends properly, is text."""
    for text in (
        "begin 644 reasons\nWe start here; with ordinary words ~\nend\n",
        "begin 644 x\nABC",
        "begin with us\nend",
    ):
        assert bare(text).text == text
        assert bare(text).files == ()


def test_a_clear_signature_is_stripped():
    """What was signed is read without its armour (RFC 9580 7)."""
    text = (
        "Before\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nThe words.\n- -- \nAmina\n"
        "-----BEGIN PGP SIGNATURE-----\n\niQEzBAEB\n-----END PGP SIGNATURE-----\nAfter"
    )
    assert bare(text).text == "Before\nThe words.\n-- \nAmina\nAfter"


def test_half_a_clear_signature_stays():
    """Without its end it is text."""
    text = "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nThe words."
    assert bare(text).text == text


def test_encrypted_text_is_told():
    """Nobody should take an encrypted letter for an empty one."""
    bared = bare("-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----")
    assert bared.defects == ("The text is encrypted with PGP.",)
