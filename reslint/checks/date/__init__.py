"""Checks of days, months, spans and sessions."""
