"""What can go wrong between us and a mailbox or a message.

IntakeError
├── TransientError     the same call may succeed later: a dropped line, a busy server
└── PermanentError     it will not succeed without a person: a wrong password, a missing folder
    └── MessageRefused   one message cannot be taken as it is; the others can
"""


class IntakeError(Exception):
    """Anything that this package raises on purpose."""


class TransientError(IntakeError):
    """The same call may succeed later."""


class PermanentError(IntakeError):
    """The same call will fail again until a person changes something."""


class MessageRefused(PermanentError):
    """One message cannot be taken as it is; the reason is fit to show an officer."""
