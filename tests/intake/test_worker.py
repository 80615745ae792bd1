"""The child's side, talked to in this process."""

from email.message import EmailMessage
from io import BytesIO

from intake import wire
from intake.formats import registry
from intake.formats.base import Extract
from intake.frames import encode, read_frame
from intake.limits import Limits
from intake.message import Verdict
from intake.worker import serve


def talk(*jobs, limits=None, read=registry.read):
    """Return all answers to these jobs, and what was asked of the operating system."""
    asked = []
    limits = limits or Limits()
    answers = BytesIO()
    serve(
        BytesIO(b"".join([encode(wire.pack_limits(limits)), *jobs])),
        answers,
        confine=lambda memory: asked.append(("memory", memory)),
        renew_cpu=lambda seconds: asked.append(("cpu", seconds)),
        read=read,
    )
    answers.seek(0)
    frames = []
    while answers.tell() < len(answers.getvalue()):
        frames.append(read_frame(answers.read, 10**9))
    return frames, asked


def extract(content, *, again=False):
    """Return the job of reading one file."""
    return encode({"job": "extract", "content_type": "text/plain", "name": "a.txt", "again": again}, [content])


def test_it_confines_itself_before_it_hears_of_any_job():
    """Memory first, then it says that it is ready; computing time anew for each job."""
    frames, asked = talk(extract(b"one"), extract(b"two"), limits=Limits(memory_bytes=5 * 10**8, cpu_seconds=7))
    assert asked == [("memory", 5 * 10**8), ("cpu", 7), ("cpu", 7)]
    assert frames[0] == ({}, ())


def test_a_file_is_named_before_it_is_read():
    """If reading it kills the child, the format is known all the same."""
    frames, _ = talk(extract(b"words"))
    assert frames[1] == ({"format": "plain"}, ())
    assert wire.unpack_extract(*frames[2], Limits()) == Extract(Verdict.OK, "words")


def test_the_second_try_is_passed_on():
    """A format without a second library says so at once."""
    frames, _ = talk(extract(b"words", again=True))
    assert frames[2][0]["verdict"] == "crash"


def test_a_message_is_parsed():
    """Its attachments travel beside the header, as bytes."""
    mail = EmailMessage()
    mail["Subject"] = "Wells"
    mail.set_content("Two wells.")
    mail.add_attachment(b"\0\xff", maintype="application", subtype="pdf", filename="a.pdf")
    frames, _ = talk(encode({"job": "parse"}, [mail.as_bytes()]))
    message = wire.unpack_message(*frames[1], Limits())
    assert (message.subject, message.attachments[0].content) == ("Wells", b"\0\xff")


def test_a_refused_message_gives_the_reason():
    """What the parser will not take is told, and the child lives on."""
    frames, _ = talk(encode({"job": "parse"}, [b"x" * 99]), extract(b"words"), limits=Limits(message_bytes=9))
    assert "9 bytes" in frames[1][0]["refused"]
    assert frames[2][0] == {"format": "plain"}


def test_running_out_of_memory_is_a_refusal():
    """The reader's MemoryError becomes an answer, not an end."""

    def greedy(format_, content, limits, *, again):
        raise MemoryError(format_, len(content), limits.pages, again)

    frames, _ = talk(extract(b"words"), extract(b"words"), read=greedy)
    assert [list(header) for header, _ in frames[1:]] == [["format"], ["refused"]] * 2
    assert "memory" in frames[2][0]["refused"]


def test_a_line_that_is_cut_ends_it():
    """Half a frame is the end of the conversation."""
    frames, _ = talk(extract(b"words"), extract(b"words")[:-2])
    assert len(frames) == 3
