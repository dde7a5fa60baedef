"""Word files (.docx, .docm): read as Word shows them, written back with everything else untouched.

In: `package` (the archive), `xml` (elements with their place in the bytes), `styles`, `numbering`, `notes`, `comments`
(what the parts say), `story` (paragraphs and their `atoms`), `render` (one text, each character with its place),
`read`. Out: `script` (what has become of the text), `changes` (which characters go and come), `runs` (spliced into the
bytes), `anchor` and `margin` (comments), `archive`, `write`. Between them: `origin`.
"""

from reslint.source.docx.read import read as read
