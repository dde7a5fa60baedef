"""Two texts beside each other: which paragraph became which, what changed in it, which faults came along. Pure."""
