"""House rules of Acme for reslint."""
