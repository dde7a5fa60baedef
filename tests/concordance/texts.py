"""A short resolution of our own in six languages, made from its paragraphs."""

from __future__ import annotations

from collections.abc import Mapping

from reslint.concordance import Version
from reslint.resolution.parse import parse
from reslint.source.model import Source

HEAD = {
    "en": "*The General Assembly*,", "fr": "*L’Assemblée générale*,", "es": "*La Asamblea General*,",
    "ar": "إن الجمعية العامة،", "ru": "*Генеральная Ассамблея*,", "zh": "**大会**，",
}  # fmt: skip
PARAGRAPHS = {
    "en": [
        "*Recalling* its resolution 77/18 of 21 November 2022,",
        "*Noting* the report of the Secretary-General,",
        "1. *Condemns* all acts of violence;",
        "2. *Requests* the Secretary-General to report to it at its eightieth session.",
    ],
    "fr": [
        "*Rappelant* sa résolution 77/18 du 21 novembre 2022,",
        "*Notant* le rapport du Secrétaire général,",
        "1. *Condamne* tous les actes de violence ;",
        "2. *Prie* le Secrétaire général de lui faire rapport à sa quatre-vingtième session.",
    ],
    "es": [
        "*Recordando* su resolución 77/18, de 21 de noviembre de 2022,",
        "*Observando* el informe del Secretario General,",
        "1. *Condena* todos los actos de violencia;",
        "2. *Solicita* al Secretario General que le presente un informe en su octogésimo período de sesiones.",
    ],
    "ar": [
        "إذ تشير إلى قرارها 77/18 المؤرخ 21 تشرين الثاني/نوفمبر 2022،",
        "وإذ تلاحظ تقرير الأمين العام،",
        "1 - تدين جميع أعمال العنف؛",
        "2 - تطلب إلى الأمين العام أن يقدم إليها تقريرا في دورتها الثمانين.",
    ],
    "ru": [
        "*ссылаясь* на свою резолюцию 77/18 от 21 ноября 2022 года,",
        "*отмечая* доклад Генерального секретаря,",
        "1. *осуждает* все акты насилия;",
        "2. *просит* Генерального секретаря представить ей доклад на ее восьмидесятой сессии.",
    ],
    "zh": [
        "**回顾**其2022年11月21日第77/18号决议，",
        "**注意到**秘书长的报告，",
        "1. **谴责**一切暴力行为；",
        "2. **请**秘书长向大会第八十届会议提交报告。",
    ],
}  # fmt: skip


def text_of(code: str, paragraphs: list[str] | None = None) -> str:
    return "\n\n".join([HEAD[code], *(PARAGRAPHS[code] if paragraphs is None else paragraphs)]) + "\n"


def versions(codes: str = "en fr es ar ru zh", changed: Mapping[str, tuple[str, str]] | None = None) -> list[Version]:
    """The versions of these languages, in one or another of them something put in the place of something else."""
    made = []
    for code in codes.split():
        text = text_of(code)
        if changed and code in changed:
            old, new = changed[code]
            assert old in text
            text = text.replace(old, new)
        source = Source(f"text.{code}.md", text)
        resolution = parse(source, code)
        assert resolution is not None
        made.append(Version(source, resolution))
    return made
