"""The page of an archive: a folder of files that a browser opens without network.

`collect` takes from a database what the page shows, `context` and `series` two parts of it, `write` puts it into a
folder. What draws it is TypeScript, in `page/` of the checkout, bundled into `reslint/_data`.
"""
