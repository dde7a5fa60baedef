"""reslint reads a draft resolution the way a careful editor does."""

__version__ = "0.1.0"

# For the collector of garbage: few cycles arise, and looking for them after every 700 objects is time lost.
SELDOM = (50_000, 20, 20)
