"""Packs of one's own: found, begun, tried. Imported by the commands that are about them, and where a pack is named."""
