"""`python -m reslint`."""

from reslint.cli.main import entry

entry()
