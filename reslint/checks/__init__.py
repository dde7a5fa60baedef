"""The checks: pure functions from a resolution to what they found, one module a rule."""
