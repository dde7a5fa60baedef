"""Why a text holds no resolution, for people."""

from __future__ import annotations

from reslint.source.model import Source

_LANGUAGES = {"en": "English", "fr": "French", "es": "Spanish", "ar": "Arabic", "ru": "Russian", "zh": "Chinese"}


def why_none(source: Source, language: str | None) -> str:
    """Why `parse` found none in the source. `language`: the one asked for, if any was."""
    from reslint.resolution.parse import guess_language
    from reslint.source.clean import flatten

    name = _LANGUAGES[language or guess_language(flatten(source.text))]
    said = f"read as {name}; --lang says otherwise"
    return f"no resolution in it: neither an opening phrase nor an enacting formula ({said})"
