"""Checks of the running text, whatever part it stands in: slips of the hand that no dictionary is needed for."""
