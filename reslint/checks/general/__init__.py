"""Checks that a pack can use without Python: all they do is said in the rule's `options`.

Each module has `prepare(options)`, which raises `ValueError` (a phrase for people) where the options are
wrong, and `check`. Each finding uses the message `found`, with `{found}` and what the module adds.
"""
