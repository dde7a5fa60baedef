"""Checks of the operative part alone: numbers, labels, references."""
