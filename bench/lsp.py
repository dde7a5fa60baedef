#!/usr/bin/env python3
"""How quickly the language server answers on this machine, measured from outside, as an editor sees it.

    make bench-lsp                              (or: .venv/bin/python bench/lsp.py)
    .venv/bin/python bench/lsp.py --quick       fewer keystrokes

Prints, from one run: the time from a keystroke to its published diagnostics, for a draft of 20 KB and a compilation of
2 MB (median and 95th percentile); how long a request waits while a large text is being checked; the time from the start
of the process to the first diagnostics beside the bare import of pygls; and memory over an hour's typing. Texts are
made from the corpus of published resolutions beside the checkout (`../shared`). Needs an installed `reslint[lsp]`. Unix.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from queue import Queue
from typing import Any

from speed import DRAFT_SIZE, ENVIRONMENT, SHARED, drafts, row, run

COMPILATION = 2_000_000  # bytes
GOAL_DRAFT, GOAL_COMPILATION, GOAL_REQUEST = 30.0, 150.0, 50.0  # milliseconds, the 95th percentile
GOAL_START, GOAL_MEMORY = 1.3, 1.05
KEYS_A_SECOND = 5
PAUSE = 0.02  # seconds between two requests
TIMEOUT = 60.0
Message = dict[str, Any]


class Client:
    """A client that writes what it is told and keeps what comes, with the moment at which it came."""

    def __init__(self) -> None:
        self.started = time.perf_counter()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "reslint", "lsp"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=ENVIRONMENT,
        )  # fmt: skip
        self._came: Queue[tuple[float, Message]] = Queue()
        self._versions: dict[str, int] = {}
        self._seen: set[str] = set()
        self._asked = 0
        threading.Thread(target=self._read, daemon=True).start()
        self.ask("initialize", {"processId": None, "rootUri": None, "capabilities": {}})
        self.tell("initialized", {})

    def _read(self) -> None:
        source = self._process.stdout
        assert source is not None
        length = 0
        while line := source.readline():
            if line.lower().startswith(b"content-length:"):
                length = int(line.partition(b":")[2])
            elif not line.strip():
                body = source.read(length)
                self._came.put((time.perf_counter(), json.loads(body)))

    def tell(self, method: str, params: object, identity: int | None = None) -> float:
        """Sends a message; the moment at which it was sent."""
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        body = json.dumps(message if identity is None else message | {"id": identity}).encode()
        assert self._process.stdin is not None
        now = time.perf_counter()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()
        return now

    def ask(self, method: str, params: object) -> float:
        """Milliseconds until the answer to a request."""
        self._asked += 1
        sent, identity = self.tell(method, params, self._asked), self._asked
        while True:
            came, message = self._came.get(timeout=TIMEOUT)
            self._note(message)
            if message.get("id") == identity and "method" not in message:
                if "error" in message:
                    sys.exit(f"lsp: {method}: {message['error']}")
                return (came - sent) * 1000

    def start(self, uri: str, text: str) -> None:
        """Opens a document."""
        self._versions[uri] = 1
        item = {"uri": uri, "languageId": "markdown", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": item})

    def open(self, uri: str, text: str) -> float:
        """Opens a document; the moment at which its first diagnostics came."""
        self.start(uri, text)
        return self._published(uri)

    def has_published(self, uri: str) -> bool:
        """Whether its diagnostics have come by now."""
        return uri in self._seen

    def type(self, uri: str, line: int, character: int, text: str, deleted: int = 0) -> float:
        """One keystroke; the moment at which it was sent."""
        self._versions[uri] += 1
        end = {"line": line, "character": character + deleted}
        change = {"range": {"start": {"line": line, "character": character}, "end": end}, "text": text}
        document = {"uri": uri, "version": self._versions[uri]}
        return self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [change]})

    def keystroke(self, uri: str, line: int, character: int, text: str, deleted: int = 0) -> float:
        """Milliseconds from a keystroke to the diagnostics of the text that it makes."""
        sent = self.type(uri, line, character, text, deleted)
        return (self._published(uri) - sent) * 1000

    def _published(self, uri: str) -> float:
        while True:
            came, message = self._came.get(timeout=TIMEOUT)
            self._note(message)
            params = message.get("params", {})
            published = message.get("method") == "textDocument/publishDiagnostics" and params["uri"] == uri
            if published and params["version"] == self._versions[uri]:
                return came

    def _note(self, message: Message) -> None:
        if message.get("method") == "textDocument/publishDiagnostics":
            self._seen.add(message["params"]["uri"])

    @property
    def memory(self) -> float:
        """Resident memory of the server in MB."""
        status = Path(f"/proc/{self._process.pid}/statm").read_text(encoding="ascii")
        return int(status.split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20

    def close(self) -> None:
        self.ask("shutdown", None)
        self.tell("exit", None)
        self._process.wait(TIMEOUT)


def prose(text: str) -> list[tuple[int, int]]:
    """Line and column in the middle of every paragraph of prose."""
    return [(n, len(line) // 2) for n, line in enumerate(text.split("\n")) if len(line) > 100]


def percentile(values: list[float]) -> float:
    return sorted(values)[max(0, round(len(values) * 0.95) - 1)]


def typing(client: Client, name: str, uri: str, text: str, keys: int, goal: float) -> None:
    """A word typed letter by letter in paragraphs all over the text, and taken back."""
    client.open(uri, text)
    places, took = prose(text), []
    for k in range(keys):
        line, column = places[(k // 10 * 7) % len(places)]
        if k % 10 < 5:
            took.append(client.keystroke(uri, line, column + k % 5, "words"[k % 5]))
        else:
            took.append(client.keystroke(uri, line, column + 4 - k % 5, "", 1))
    worst = percentile(took)
    median = statistics.median(took)
    row(f"{name}, {len(text.encode()) / 1000:.0f} KB", f"{worst:.1f} ms", worst <= goal,
        f"95th percentile of {keys} keystrokes; median {median:.1f} ms, longest {max(took):.1f} ms")  # fmt: skip


def requests(client: Client, text: str, times: int) -> None:
    """Requests that come while a long text, new to the server, is being checked."""
    places = prose(text)
    for method in ("hover", "completion"):
        took: list[float] = []
        for n in range(times):
            uri = f"file:///{method}{n}.md"
            client.start(uri, f"{text}\n{n}")
            while not client.has_published(uri):
                line, column = places[len(took) * 37 % len(places)]
                where = {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}}
                took.append(client.ask(f"textDocument/{method}", where))
                time.sleep(PAUSE)
            client.tell("textDocument/didClose", {"textDocument": {"uri": uri}})
        worst = percentile(took)
        row(f"{method} meanwhile", f"{worst:.1f} ms", worst <= GOAL_REQUEST,
            f"95th percentile of {len(took)}; median {statistics.median(took):.1f} ms, longest {max(took):.1f} ms")  # fmt: skip


def first(text: str, times: int) -> None:
    """From the start of the process to the first diagnostics, beside the bare import of pygls; the two take turns."""
    bare, whole = [], []
    for _ in range(times):
        bare.append(run("-c", "from pygls.lsp.server import LanguageServer").clock)
        client = Client()
        whole.append(client.open("file:///first.md", text) - client.started)
        client.close()
    ratio = statistics.median(whole) / statistics.median(bare)
    row("first diagnostics", f"{ratio:.2f} x", ratio <= GOAL_START,
        f"{statistics.median(whole) * 1000:.0f} ms beside {statistics.median(bare) * 1000:.0f} ms")  # fmt: skip


def memory(texts: dict[str, str], minutes: int) -> None:
    """Memory after a while, and after an hour's typing, as fast as it goes: the one beside the other."""
    client = Client()
    for uri, text in texts.items():
        client.open(uri, text)
    places = {uri: prose(text) for uri, text in texts.items()}
    keys = minutes * 60 * KEYS_A_SECOND
    early = 0.0
    for k in range(keys):
        uri = list(texts)[k // 500 % len(texts)]
        line, column = places[uri][k // 50 % len(places[uri])]
        client.keystroke(uri, line, column, "abc"[k % 3])
        if k % 3 == 2:
            client.keystroke(uri, line, column, "", 3)
        if k == keys // 6:
            early = client.memory
    late = client.memory
    client.close()
    row(f"memory, {minutes} min typing", f"{late / early:.3f} x", late / early <= GOAL_MEMORY,
        f"{late:.0f} MB after {keys} keystrokes beside {early:.0f} MB after {keys // 6}")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="fewer keystrokes")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="reslint-lsp-") as folder:
        made = drafts(Path(folder))
        if not made:
            sys.exit(f"lsp: there is no corpus at {SHARED}")
        texts = {lang: [path.read_text(encoding="utf-8") for path in paths] for lang, paths in made.items()}
    keys = 60 if args.quick else 400
    for lang, every in texts.items():
        draft = min(every, key=lambda text: abs(len(text.encode()) - DRAFT_SIZE))
        whole = "\n".join(every).encode()[:COMPILATION].decode("utf-8", "ignore")
        client = Client()
        typing(client, f"{lang}, a draft", "file:///draft.md", draft, keys, GOAL_DRAFT)
        typing(client, f"{lang}, a compilation", "file:///whole.md", whole, keys, GOAL_COMPILATION)
        requests(client, whole, 1 if args.quick else 5)
        client.close()
    draft = min(texts["en"], key=lambda text: abs(len(text.encode()) - DRAFT_SIZE))
    first(draft, 5 if args.quick else 15)
    memory({f"file:///{n}.md": text for n, text in enumerate(texts["en"][:4])}, 6 if args.quick else 60)


if __name__ == "__main__":
    main()
