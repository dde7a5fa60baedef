"""Citations: dates, numbers and lists of the resolutions that a text recalls."""
