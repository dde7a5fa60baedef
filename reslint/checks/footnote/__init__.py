"""Checks of footnote marks and notes."""
