"""Many texts checked at once: work in units, results in a database, questions to it."""
