"""The one tree of errors a user can meet; every message says what, where and what to do."""


class StillwatchError(Exception):
    """Anything that stops a command; the message is one line for a person.

    ``exit_status`` is what the command line returns: 1 unless the user called it wrongly.
    """

    exit_status = 1


class UsageError(StillwatchError):
    """The command was called wrongly: a missing file, an unknown name, options that contradict."""

    exit_status = 2


class InputError(StillwatchError):
    """The input was there but nothing in it could be read."""
