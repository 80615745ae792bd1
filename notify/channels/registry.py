"""Settings in, the channel they describe out; a new kind of channel is one case more."""

from __future__ import annotations

from notify.channels.base import Channel
from notify.channels.maildir import MaildirChannel
from notify.channels.settings import MaildirSettings, Security, Settings, SignIn, SmtpSettings
from notify.channels.smtp import SmtpChannel

__all__ = ["MaildirSettings", "Security", "Settings", "SignIn", "SmtpSettings", "open_channel"]


def open_channel(settings: Settings) -> Channel:
    """Return the channel of these settings, to be entered with `with`; nothing is connected before the first letter."""
    match settings:
        case SmtpSettings():
            return SmtpChannel(settings)
        case MaildirSettings():
            return MaildirChannel(settings)
