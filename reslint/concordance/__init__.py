"""The language versions of one resolution compared: where one says what the others do not."""
