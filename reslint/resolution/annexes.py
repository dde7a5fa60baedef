"""Lines that head an annex: "Annex", "ANNEX I – Rules", "Annexe à la présente résolution", "Attachment".

Only the form of the line is judged here; that it stands alone is known to `blocks`.
"""

from __future__ import annotations

import re

from reslint.patterns import late

WORD = (
    r"annexe?s?|appendix|appendices?|attachments?|enclosures?|pièces? jointes?|anexos?|apéndices?|documento adjunto"
    r"|приложени[ея]|добавлени[ея]|дополнени[ея]|(?:ال)?مرفق|(?:ال)?تذييل|(?:ال)?ضميمة|附件|附录|附文"
)
LABEL = (
    r"[ivxlc]{1,6}|\d{1,3}|[a-zа-я]|unique|único|[一二三四五六七八九十]{1,3}"
    r"|الأول|الثاني|الثالث|الرابع|الخامس|السادس|السابع|الثامن|التاسع|العاشر|الوحيد"
)
# what the annex belongs to: "to the present resolution", "à la résolution 79/1"
OWNER = (
    r"(?:to|of) (?:the |this )?(?:present )?(?:draft )?(?:resolution|decision|declaration)"
    r"|(?:à|de) (?:la |cette )?(?:présente )?(?:résolution|décision|déclaration)"
    r"|(?:au|du) (?:présent )?projet de résolution"
    r"|(?:a|de) (?:la |esta )?(?:presente )?(?:resolución|decisión|declaración)"
    r"|(?:al|del) (?:presente )?proyecto de resolución"
    r"|к (?:настояще[йм]у? )?(?:проекту )?(?:резолюции|решению|декларации)"
    r"|(?:ب|لل?)?(?:هذا |مشروع )?(?:ال|بال|لل)?قرار"
)
HEAD = late(
    rf"[#*_\s]*(?:本?决议(?:草案)?)?(?P<word>{WORD})(?:\s*(?:{LABEL})(?!\w))?(?:\s(?:{OWNER})(?:\s\d[\w/()]{{0,12}})?)?"
    r"[*_]*(?:\s*[:：.–—-]\s*(?P<title>[^\s*_].{0,120}))?[*_\s]*",
    re.IGNORECASE,
)
# The first two characters of all of them: most lines begin otherwise.
BEGINNINGS = frozenset(
    ("an", "ap", "at", "en", "pi", "do", "пр", "до", "مر", "ال", "تذ", "ضم", "附件", "附录", "附文", "本决", "决议")
)
LAYOUT = "#*_ \t\u3000"
LONGEST = 160
UNENDED = frozenset(".;,:،؛。；，：!?")  # a heading ends in none of them


def heads(line: str) -> bool:
    """Whether the flattened `line` has the form of an annex's heading: no sentence that begins with the word."""
    if len(line) > LONGEST or line.lstrip(LAYOUT)[:2].lower() not in BEGINNINGS or not (m := HEAD.fullmatch(line)):
        return False
    if m["word"][0].islower():
        return False  # "annex" in the middle of a sentence that was broken by width
    return m["title"] is None or m["title"].rstrip(" *_")[-1:] not in UNENDED


def titled(line: str) -> bool:
    """Whether an annex's heading says more than its word and number, so that it may be mistaken for running text."""
    return len(line.strip("#*_ ").split()) > 2
