"""What goes wrong outside the program."""

from __future__ import annotations


class UserError(Exception):
    """Something that a person can put right. The message is one sentence: where, what, what to do.

    The command line prints it and ends with 2.
    """
