"""Files become sources: one string with its place in the file for every offset."""
