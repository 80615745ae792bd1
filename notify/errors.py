"""What can go wrong with a letter on its way.

NotifyError
├── LetterError        a letter cannot be made: a missing value, a forbidden character, no such template
└── DeliveryError      the channel did not take it
    ├── TransientDelivery   before the final dot; trying again later is safe
    ├── PermanentDelivery   refused for good
    └── AmbiguousDelivery   the final dot was sent and no answer came: it may or may not have been taken
"""


class NotifyError(Exception):
    """Anything that this package raises on purpose."""


class LetterError(NotifyError):
    """A letter cannot be made."""


class DeliveryError(NotifyError):
    """The channel did not take a letter; the message is the server's own words, cleaned."""


class TransientDelivery(DeliveryError):
    """Not taken, and trying again later cannot make a duplicate."""


class PermanentDelivery(DeliveryError):
    """Refused for good."""


class AmbiguousDelivery(DeliveryError):
    """Perhaps taken: nobody may send it again without evidence."""
