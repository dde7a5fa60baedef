"""What a line may look like: labels, notes, headings, meetings, page furniture."""

from __future__ import annotations

import re

from reslint.patterns import late

# Most lines match none of these patterns; with what a line begins tells which of them need be asked.
FURNITURE_LETTERS = frozenset("AESUMPПا请")
FURNITURE = late(
    r"""(?:
      [-_=*~\s]{3,}                                       # rules
    | \d{1,3}/\d{1,3}                                     # page of pages
    | \d{2}-\d{5}(?:\s*\([A-Z]\))?(?:\s+\d{6})?(?:\s+\d{1,3}/\d{1,3})?
    | \d{1,3}/\d{1,3}\s+\d{2}-\d{5}
    | \*\d{7}\*(?:\s*Please.recycle.*)? | \*?\d{7}\*?
    | (?:United.Nations)?\s?[AES](?:/[A-Z0-9.()-]+){2,}(?:/[A-Za-z0-9.]+)*
    | \[DU\d\].* | <<ODS.*
    | Please.recycle.* | الرجاء.إعادة.الاستعمال | Merci.de.recycler.* | Se.ruega.reciclar.*
    | Просьба.отправить.на.вторичную.переработку | 请回收.*
    | \d{1,3} | Page.\d+(?:.of.\d+)? | \[?Page.break\]?
    | \f
    )\s*""",
    re.VERBOSE,
)
SEPARATOR = late(r"_{5,}\s*")
NUMBER = late(
    r"(?P<label>\*{0,2}(?P<n>\d{1,3})(?:\s?[.．](?!\d)|\s?\\\.|\s?\*{0,2}[-\u2013](?=[\s*]|$)|\s?\.\s?[-\u2013])\*{0,2})(?:\s*)"
)
CLOSED_NUMBER = late(r"(?P<label>\*{0,2}(?P<n>\d{1,3})\\?\)\*{0,2})\s+(?=\S)")  # 1) as some editors number
# "PP1", "OP 2.", "(OP3bis)": as drafts under negotiation label their paragraphs
PARTS = ("PP", "OP")
NEGOTIATED = late(
    r"(?P<label>[\[(]?\*{0,2}(?P<part>PP|OP) ?(?P<n>\d{1,3}(?: ?(?:bis|ter|quater|alt))?)"
    r"\*{0,2}[\])]?[.:]?\*{0,2})\s+(?=\S)"
)
SUB_MARKS = frozenset(")）.㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩")  # one of them stands among the first eight characters
SUB = late(
    r"(?P<label>\\?[(（](?P<a>[a-z]{1,4}|[ء-يﻩ-ﻬ]\u0640?(?: [ء-ي])?|\d{1,2}|[一二三四五六七八九十]{1,3})\\?[)）]"
    r"|(?P<d>[㈠-㈩])"
    r"|(?P<b>[a-z]{1,4}|[а-я])\\?\)|(?P<c>[a-zа-я])\.(?= ))(?:\s+|$|(?=[\u4e00-\u9fff《“]))"
)
# What may stand before a label without being part of it: a bullet, the brackets of text that is not agreed.
BULLET = late(r"[-*+\u2022\u00b7\u2013] +\[{0,3}(?=\S)")
DRESS = "-*+\u2022\u00b7\u2013["
BRACKETS = late(r"\[{1,3}(?=[^\[^])")
INDENTED = late(r"(?m)^(?: {2,}|\t)\S")
BLANK_LINE = late(r"\n[ \t]*\n")
HEADING = late(r"#{1,6}\s+")
MD_NOTE = late(r"\[\^(?P<n>[^\]\s]{1,20})\]:\s*")
RAISED_NOTE = late(
    r"(?:(?P<a>[⁰¹²³⁴-⁹]{1,4})|<sup>(?P<b>\d{1,3})</sup>|\^\{?\(?(?P<c>\d{1,3})\)?\}?|\((?P<d>\d{1,3})\))\s*(?=\S)"
)
PLAIN_NOTE = late(
    r"(?P<n>\d{1,3})\s{1,4}(?=[^\Wa-z\d_]|\d{4}\s[^\Wa-z\d_]|\d{1,2}\s[а-яё]{3}|[“\"(*«‘《]|[a-z]\w*/|\()"
)
STAR_NOTE = late(r"(?P<n>\*{1,3})\s(?=[^\W\d_a-z])")
MEETING_LETTERS = frozenset("第ا")
MEETING = late(
    r"\*{0,3}(?:\d{1,4}\^?\{?(?:st|nd|rd|th)\}?\s(?:\(?(?:resumed|closed)\)?\s)?(?:plenary\s)?meeting"
    r"|\d{1,4}(?:\^|<sup>)?\{?(?:e|re|er)?\}?(?:</sup>)?\s?séance(?:\splénière)?(?:\s\([a-z]+\))?"
    r"|\d{1,4}(?:\^|<sup>)?\{?[aª]?\}?(?:</sup>)?\ssesión(?:\splenaria)?(?:\s\([a-zó]+\))?"
    r"|\d{1,4}-[еe]\s(?:\([^()]{3,30}\)\s)?(?:пленарное\s)?заседание"
    r"|第\s?\d{1,4}\s?次(?:全体)?会议(?:\s?[(（]续会[)）])?"
    r"|الجلسة\s(?:العامة\s)?\d{1,4}(?:\s\(المستأنفة\))?)\*{0,3}\s*"
)
