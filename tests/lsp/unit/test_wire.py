"""Framing: messages out of bytes, wherever they are cut and whatever comes between."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reslint_lsp.wire import LARGEST_BODY, LONGEST_HEAD, Framing

from tests.lsp.raw import framed

bodies = st.lists(st.binary(max_size=40), max_size=6)
GOOD = b'{"jsonrpc": "2.0"}'


def cut(data: bytes, places: list[int]) -> list[bytes]:
    """What comes out of `data`, fed in parts that are cut at `places`."""
    framing, found, at = Framing(), [], 0
    for place in [*sorted(p % (len(data) + 1) for p in places), len(data)]:
        found += list(framing.feed(data[at:place]))
        at = place
    return found


@settings(deadline=None)
@given(bodies, st.lists(st.integers(0, 400), max_size=8))
def test_cut_anywhere(messages: list[bytes], places: list[int]) -> None:
    assert cut(b"".join(map(framed, messages)), places) == messages


@settings(deadline=None)
@given(st.lists(st.integers(0, 200), max_size=8))
def test_headers_in_any_order_and_case(places: list[int]) -> None:
    length = b"%d" % len(GOOD)
    heads = [
        b"Content-Length: " + length + b"\r\n\r\n",
        b"content-length:" + length + b"\r\n\r\n",
        b"CONTENT-LENGTH:  " + length + b"  \r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n",
        b"Content-Type: text/plain\r\nX-Anything: 12\r\nContent-Length: " + length + b"\r\n\r\n",
        b"Content-Length: " + length + b"\n\n",
    ]
    assert cut(b"".join(head + GOOD for head in heads), places) == [GOOD] * len(heads)


@pytest.mark.parametrize(
    "bad",
    [
        b"Hello\r\n\r\n",
        b"\r\n\r\n\r\n\r\n",
        b'Content-Type: text/plain\r\n\r\n{"lost": 1}',
        b'Content-Length: -5\r\n\r\n{"lost": 1}',
        b'Content-Length: many\r\n\r\n{"lost": 1}',
        b'Content-Length: 1e3\r\n\r\n{"lost": 1}',
        b'Content-Length:\r\n\r\n{"lost": 1}',
        b"Content-Length: %d\r\n\r\n" % (LARGEST_BODY + 1),
        b"Content-Length: " + b"9" * 5000 + b"\r\n\r\n",
        b"x" * (LONGEST_HEAD + 1) + b"\r\n\r\n",
        b"\0\xff\xfe\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
    ],
    ids=lambda bad: bad[:25].decode("latin-1"),
)
@settings(deadline=None)
@given(st.lists(st.integers(0, 6000), max_size=4))
def test_what_is_wrong_is_passed_over(bad: bytes, places: list[int]) -> None:
    assert cut(bad + framed(GOOD) * 3, places)[-2:] == [GOOD] * 2


@settings(deadline=None)
@given(st.binary(max_size=200), st.lists(st.integers(0, 400), max_size=4))
def test_any_bytes_are_passed_over(garbage: bytes, places: list[int]) -> None:
    assert cut(garbage + framed(GOOD) * 3, places)[-2:] == [GOOD] * 2
