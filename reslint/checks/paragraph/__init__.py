"""Checks that the preamble and the operative part share; the rule says which part it looks at."""
