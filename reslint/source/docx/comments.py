"""The comments that a file already has."""

from __future__ import annotations

from typing import NamedTuple

from reslint.source.docx.package import Package

_ADDRESSED = "reslint:"


class Comment(NamedTuple):
    """`text`: its paragraphs, one a line."""

    id: str
    author: str
    text: str

    @property
    def ignore(self) -> str:
        """What it tells reslint ("reslint: ignore citation/date -- reason"), or ""."""
        words = " ".join(self.text.split())
        return words.replace("-->", "").replace("<!--", "") if words.startswith(_ADDRESSED) else ""


def read(package: Package) -> tuple[Comment, ...]:
    """The comments of the file, in the order in which it keeps them."""
    part = package.related("comments")
    if part is None:
        return ()
    found = []
    for node in package.root(part).children:
        if node.tag == "w:comment":
            lines = ("".join(t.text for t in p.below("w:t")) for p in node.below("w:p"))
            about = node.attributes
            found.append(Comment(about.get("w:id", ""), about.get("w:author", ""), "\n".join(lines)))
    return tuple(found)
