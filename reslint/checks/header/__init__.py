"""Checks of what the cover, the title and the closing lines state."""
