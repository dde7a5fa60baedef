"""Checks of names: bodies, programmes, instruments, States."""
