"""Names of bodies, programmes, instruments and States over time; facts only, from compiled data."""

from __future__ import annotations

from datetime import date
from functools import cache, cached_property

from reslint import data
from reslint.entities import match
from reslint.entities.model import Entity, Name, NameMention, Near
from reslint.remember import by_text

__all__ = ["Entities", "Entity", "Name", "NameMention", "Near", "get"]


class Entities:
    """What is known of names in one language.

    `context`: words around a name that tell whether a former one is right, by purpose (see
    rules/entities/context.yaml). `strict`: phrases whose capitals admit no exception.
    """

    def __init__(
        self,
        code: str,
        entities: dict[str, Entity],
        names: tuple[Name, ...],
        table: match.Index,
        variants: dict[str, list[tuple[str, str]]],
        context: dict[str, list[str]],
        strict: tuple[str, ...],
    ) -> None:
        self.code = code
        self.entities = entities
        self.names = names
        self.table = table
        self.variants = variants
        self.context = context
        self.strict = strict

    def find(self, text: str) -> tuple[NameMention, ...]:
        """The known names in a paragraph's clean text, in order; asked again, the answer is at hand."""
        return _find(text, self.code)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of every known name, as matched."""
        return frozenset(word for name in self.names for word in name.words)

    @cached_property
    def ordinary(self) -> frozenset[str]:
        """Words in their own right, never taken for a misspelt word of a name; the words of names among them."""
        return self.vocabulary.union(data.load(f"entities-{self.code}")["ordinary"])

    @cached_property
    def first(self) -> frozenset[str]:
        """The words with which a name begins, an Arabic prefix glued to them or not."""
        return frozenset(self.table).union(self.variants)


@cache
def get(code: str) -> Entities:
    """The names in the language `code` ("en", "fr", "es", "ar", "ru", "zh")."""
    facts = data.load(f"entities-{code}")
    entities = {row[0]: _entity(row) for row in facts["entities"]}
    names = tuple(
        Name(text, tuple(words.split()), entity, kind, tuple(casings), n)
        for text, words, entity, kind, casings, n in facts["names"]
    )
    table = match.index(names)
    variants = match.glued(table) if code == "ar" else {}
    return Entities(code, entities, names, table, variants, facts["context"], tuple(facts["strict"]))


def _entity(row: list[str]) -> Entity:
    name, kind, change, level, new, old, since, begun, sure, gender, article = row
    return Entity(
        name, kind, change, level, new, tuple(old), _day(since), _day(begun), bool(sure), gender, bool(article)
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@by_text
def _find(text: str, code: str) -> tuple[NameMention, ...]:
    known = get(code)
    return match.find(text, code, known.table, known.variants, known.first)
