"""reslint reads a draft resolution the way a careful editor does."""

__version__ = "0.1.0"
