"""From blocks to paragraphs with names: header, title, chapeau, PP 1, PP 2 ..., OP 1, OP 1 (a) ..., notes."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reslint.language import Language
from reslint.patterns import late
from reslint.resolution import inline, openings
from reslint.resolution.blocks import Block
from reslint.resolution.inline import Inline
from reslint.resolution.model import Opening, Paragraph

if TYPE_CHECKING:
    from reslint.resolution.bare_marks import Bare

TITLE = late(
    r"(?:A/RES/|A/HRC/RES/|E/RES/)?"
    r"(?P<symbol>(?:E?S-)?\d{1,4}/\d{1,4}(?: ?[A-Z](?![a-z'])(?:(?: (?:and|et|y|и) |和)[A-Z])?)?"
    r"|\d{1,4}(?: [A-Z])? ?\([A-Z\d-]{1,6}\))"
    r" ?(?P<stop>\. ?[\u2013\u2014-]|[.\u2013\u2014-])? +(?P<title>\S.{3,})"
)
ROMAN = late(r"[ivxl]+")
HAN_NUMERALS = frozenset("一二三四五六七八九十")


class State:
    """Where the walk over the blocks is."""

    def __init__(self) -> None:
        self.phase = "header"  # header, preamble, operative, closing, annex
        self.part = -1
        self.preambular = 0
        self.paragraph = -1  # index of the last PP or OP
        self.subs: list[tuple[int, str, str]] | None = None  # open subparagraph lists: (index, style, value)


def chapeau_of(text: str, language: Language) -> str | None:
    """The organ whose enacting formula the clean `text` is, or None."""
    bare = text.strip(" ,،，*_").lower()
    return language.chapeaux.get(bare) if len(bare) < 80 else None


class Builder:
    """Turns the blocks of one text into paragraphs."""

    def __init__(self, flat: str, language: Language, labels: frozenset[str], bare: Bare | None) -> None:
        """`labels`: the footnotes that the text defines; `bare`: where marks may stand as bare digits."""
        self.flat = flat
        self.language = language
        self.labels = labels
        self.bare = bare
        self.paragraphs: list[Paragraph] = []
        self.organ = ""
        self.last_mark = 0
        self.state = State()

    def clean(self, block: Block) -> Inline:
        note = block.kind == "note"
        text = inline.read(self.flat, block.pieces, self.labels, bracketed=self.language.code == "ar" and not note)
        if self.bare is not None and block.inside and not note:
            from reslint.resolution.bare_marks import take_out  # its patterns take a while to compile

            text, self.last_mark = take_out(text, self.bare, self.last_mark)
        return text

    def build(self, blocks: list[Block]) -> list[Paragraph]:
        texts = [self.clean(b) for b in blocks]
        chapeaux = {
            i: organ
            for i, b in enumerate(blocks)
            if b.kind in ("text", "heading") and (organ := chapeau_of(texts[i].clean.text, self.language)) is not None
        }
        known = [
            None if b.kind in ("note", "meeting", "annex") else openings.find(t.clean.text, self.language, t.emphasis)
            for b, t in zip(blocks, texts, strict=True)
        ]
        for i in self._named_on_cover(texts, chapeaux, known):
            del chapeaux[i]
        starts = self._starts(blocks, texts, chapeaux, known)
        operative = self._operative_starts(blocks, texts, chapeaux, known, starts)
        announcing = self._announcing(blocks, texts, known)
        self.organ = next((o for o in chapeaux.values() if o), "")
        for i, block in enumerate(blocks):
            self._place(i, block, texts[i], known[i], chapeaux, starts, operative, announcing)
        return self.paragraphs

    def _named_on_cover(self, texts: list[Inline], chapeaux: dict[int, str], known: list[Opening | None]) -> list[int]:
        """Lines of a cover that only name the organ (Генеральная Ассамблея): no comma behind it, no opening phrase
        before its next mention."""
        return [
            i
            for i, after in pairwise(chapeaux)
            if not texts[i].clean.text.endswith(self.language.comma)
            and texts[after].clean.text.endswith(self.language.comma)
            and not any(o is not None and o.roles for o in known[i:after])
        ]

    def _starts(
        self, blocks: list[Block], texts: list[Inline], chapeaux: dict[int, str], known: list[Opening | None]
    ) -> set[int]:
        """Blocks at which a resolution proper begins: the chapeaux, or else the first opening phrase."""
        if chapeaux:
            return set(chapeaux)
        for i, opening in enumerate(known):
            if opening and opening.roles and blocks[i].kind in ("text", "number"):
                return {i}
        return set()

    def _operative_starts(
        self,
        blocks: list[Block],
        texts: list[Inline],
        chapeaux: dict[int, str],
        known: list[Opening | None],
        starts: set[int],
    ) -> set[int]:
        """The block at which each part's operative paragraphs begin.

        That is its first numbered one; in a part without numbers, the first operative verb behind
        the last preambular phrase.
        """
        found = set()
        ordered = sorted(starts)
        for n, begin in enumerate(ordered):
            end = ordered[n + 1] if n + 1 < len(ordered) else len(blocks)
            inside = range(begin, end)
            stop = next((i for i in inside if blocks[i].kind in ("meeting", "annex")), end)
            inside = range(begin, stop)
            numbered = [i for i in inside if blocks[i].kind == "number"]
            if numbered:
                found.add(numbered[0])
                continue
            last = -1
            for i in inside:
                opening = known[i]
                if not opening or blocks[i].kind != "text":
                    continue
                if "pre" in opening.roles or texts[i].clean.text.endswith(self.language.comma):
                    last = -1  # a comma at the end: preambular, whatever its verb
                elif "op" in opening.roles:
                    last = i if last < 0 else last
            if last >= 0:
                found.add(last)
        return found

    def _place(
        self,
        i: int,
        block: Block,
        text: Inline,
        opening: Opening | None,
        chapeaux: dict[int, str],
        starts: set[int],
        operative: set[int],
        announcing: set[int],
    ) -> None:
        s = self.state
        if block.kind == "note":
            number = int(block.value) if block.value.isdigit() else None
            self._add("note", f"footnote {block.value}", block, text, number=number)
            return
        if i in starts:
            s.phase, s.preambular, s.subs = "preamble", 0, None
            s.part += 1
            if i in chapeaux:
                self._add("chapeau", "chapeau", block, text)
                return
        if block.kind == "meeting":
            s.phase = "closing"
        elif block.kind == "annex" and s.phase != "header":
            s.phase = "annex"
        elif block.kind == "number" and self._begins_anew(block, opening):
            s.phase = "annex"  # a plan or a declaration behind the last operative paragraph, without its heading
        if s.phase in ("header", "closing", "annex"):
            self._outside(block, text)
            return
        if i in announcing:
            announced = s.preambular > 0 or s.phase == "operative"
            self._add("operative" if announced else "other", "OP" if announced else "", block, text, opening=opening)
            s.phase = "annex"
            return
        if i in operative:
            s.phase, s.subs = "operative", None
        if block.kind == "sub" or (block.kind == "number" and opening is None and self._numbers_items(block)):
            self._sub(block, text)
        elif block.kind == "number":
            s.paragraph, s.subs = len(self.paragraphs), None
            kind = "operative"
            number = int(block.value) if block.value.isdigit() else None  # "3bis" counts for none
            self._add(kind, f"OP {block.value}", block, text, opening=opening, number=number)
        elif block.kind == "heading" or self._is_heading(block, text, opening):
            s.subs = None
            self._add("heading", "", block, text)
        elif s.phase == "preamble" and opening and opening.roles == ("op",) and self._announces():
            self._add("other", "", block, text)  # "The General Assembly / Adopts the following declaration: / 1. ..."
        elif s.phase == "preamble" and not (opening and "pre" in opening.roles) and self._listing():
            self._add("other", self.paragraphs[s.paragraph].path, block, text, parent=s.paragraph)
        elif s.phase == "preamble":
            s.preambular += 1
            s.paragraph, s.subs = len(self.paragraphs), None
            self._add("preambular", f"PP {s.preambular}", block, text, opening=opening, number=s.preambular)
        elif i in operative or (opening and "op" in opening.roles and text.emphasis and text.emphasis[0].start == 0):
            s.paragraph, s.subs = len(self.paragraphs), None
            self._add("operative", "OP", block, text, opening=opening)
        else:
            path = self.paragraphs[s.paragraph].path if s.paragraph >= 0 else ""
            self._add("other", path, block, text, parent=s.paragraph)

    def _announcing(self, blocks: list[Block], texts: list[Inline], known: list[Opening | None]) -> set[int]:
        """Blocks that announce a text which follows whole ("Adopts the following declaration:"): no number, an
        operative verb, a colon, and behind it neither subparagraphs nor operative paragraphs."""
        body = [i for i, b in enumerate(blocks) if b.kind != "note"]
        found = set()
        for i, after in pairwise(body):
            opening, following = known[i], known[after]
            verb = opening is not None and opening.roles == ("op",) and blocks[i].kind == "text"
            if not verb or not texts[i].clean.text.endswith(self.language.colon):
                continue
            numbered = blocks[after].kind == "number" and not (following and "op" in following.roles)
            if numbered or blocks[after].kind in ("text", "heading"):
                found.add(i)
        return found

    def _begins_anew(self, block: Block, opening: Opening | None) -> bool:
        """The number is 1 again, no operative verb behind it, under a heading that follows a full stop."""
        if self.state.phase != "operative" or block.value != "1" or (opening and opening.roles):
            return False
        i = len(self.paragraphs) - 1
        while i > 0 and self.paragraphs[i].kind in ("heading", "note"):
            i -= 1
        last = self.paragraphs[i]
        headed = any(p.kind == "heading" for p in self.paragraphs[i + 1 :])
        return headed and last.kind in ("operative", "sub") and last.text.endswith(self.language.stop)

    def _numbers_items(self, block: Block) -> bool:
        """The last operative paragraph announced a list, and this number is not the next paragraph's."""
        s = self.state
        parent = self.paragraphs[s.paragraph] if s.paragraph >= 0 else None
        announced = parent is not None and parent.kind == "operative" and parent.text.endswith(self.language.colon)
        if parent is None or not announced or not block.value.isdigit():
            return False
        last = s.subs[-1] if s.subs else None
        counted = last is not None and last[2].isdigit() and int(block.value) == int(last[2]) + 1
        return counted or int(block.value) != (parent.number or 0) + 1

    def _announces(self) -> bool:
        """No comma stands behind the organ, so that no preamble follows."""
        if not self.paragraphs:
            return False
        last = self.paragraphs[-1]
        return last.kind == "chapeau" and not last.text.endswith(self.language.comma)

    def _listing(self) -> bool:
        """The last preambular paragraph announced a list, whose members bear no labels."""
        return self.state.paragraph >= 0 and self.paragraphs[self.state.paragraph].text.endswith(self.language.colon)

    def _is_heading(self, block: Block, text: Inline, opening: Opening | None) -> bool:
        shown = text.clean.text
        if block.kind != "text" or len(shown) > 150 or (opening and opening.roles):
            return False
        if opening and not (text.emphasis and text.emphasis[0].end >= len(shown)):
            return False  # an opening phrase that the data do not know; a heading is set in bold as a whole
        return shown[-1:] not in ",;:.،؛，；：。" and bool(shown)

    def _outside(self, block: Block, text: Inline) -> None:
        """Blocks of the cover, of the closing lines and of annexes."""
        phase = self.state.phase
        kind = {"header": "header", "closing": "closing", "annex": "annex"}[phase]
        path = ""
        if (
            kind == "header"
            and TITLE.fullmatch(text.clean.text)
            and not any(p.kind == "title" for p in self.paragraphs)
        ):
            kind, path = "title", "title"
        self._add(kind, path, block, text)

    def _sub(self, block: Block, text: Inline) -> None:
        """A subparagraph: its level follows from its label and from the lists that are open."""
        s = self.state
        subs = s.subs or []
        style = _style(block, self.paragraphs, subs)
        while subs and subs[-1][1] != style and any(x[1] == style for x in subs):
            subs.pop()
        if subs and subs[-1][1] == style:
            subs.pop()
        parent = subs[-1][0] if subs else s.paragraph
        base = self.paragraphs[parent].path if parent >= 0 else ""
        index = len(self.paragraphs)
        shown = f"({block.value})"
        self._add("sub", f"{base} {shown}".strip(), block, text, level=len(subs) + 1, parent=parent)
        subs.append((index, style, block.value))
        s.subs = subs

    def _add(
        self, kind: str, path: str, block: Block, text: Inline, *, opening: Opening | None = None,
        number: int | None = None, level: int = 0, parent: int = -1,
    ) -> None:  # fmt: skip
        self.paragraphs.append(
            Paragraph(
                index=len(self.paragraphs), kind=kind, path=path, clean=text.clean, start=block.start, end=block.end,
                number=number, label=block.label, label_start=block.start if block.label else 0,
                label_end=block.label_end if block.label else 0, level=level, parent=parent,
                part=max(0, self.state.part), marks=text.marks, emphasis=text.emphasis, opening=opening,
            )
        )  # fmt: skip

    def named(self) -> list[Paragraph]:
        """The paragraphs; where a file holds several parts, their names say which."""
        if self.state.part < 1:
            return self.paragraphs
        return [
            p._replace(path=f"part {p.part + 1}, {p.path}") if p.path.startswith(("PP", "OP")) else p
            for p in self.paragraphs
        ]


def _style(block: Block, paragraphs: list[Paragraph], subs: list[tuple[int, str, str]]) -> str:
    """The numbering that a label belongs to: "roman", "letter" or "digit", with or without "("."""
    value = block.value
    closed = "(" if "(" in block.label else "."
    if value.isdigit():
        return "digit" + closed
    if value[0] in HAN_NUMERALS:
        return "han"
    if not value.isascii():
        return "letter" + closed
    if block.label.endswith("."):
        return "dotted"
    if ROMAN.fullmatch(value):
        last = subs[-1] if subs else None
        if value == "i":
            return (
                "roman" + closed
                if not (last and last[1].startswith("letter") and last[2] == "h")
                else "letter" + closed
            )
        if (
            last
            and last[1].startswith("letter")
            and len(value) == 1
            and ord(value) - ord(last[2][:1]) in (1, 2)
            and len(last[2]) == 1
        ):
            return "letter" + closed
        if any(x[1].startswith("roman") for x in subs) or len(value) > 1:
            return "roman" + closed
    return "letter" + closed
