"""Run by the Python that LibreOffice comes with: opens Word files and says what it sees in them, as JSON.

    python3 office.py PROFILE FILE ...

For each file its text (and the Word file that LibreOffice writes of it) as it is; of a "-reviewed" one also with all
tracked changes accepted, and with all rejected, its comments with the words at which they then stand.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]

COMMANDS = {"shown": "", "accepted": "AcceptAllTrackedChanges", "rejected": "RejectAllTrackedChanges"}
PIPE = f"reslint{time.time_ns()}"


def main(profile: str, files: list[str]) -> None:
    office = subprocess.Popen(
        ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore", "--nologo",
         f"--accept=pipe,name={PIPE};urp;"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        context = connect()
        manager = context.ServiceManager
        desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        dispatcher = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
        print(json.dumps([look(desktop, dispatcher, file) for file in files], ensure_ascii=False))
        desktop.terminate()
    finally:
        try:
            office.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(office.pid, signal.SIGKILL)


def connect() -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            return resolver.resolve(f"uno:pipe,name={PIPE};urp;StarOffice.ComponentContext")
        except Exception:  # not yet
            time.sleep(0.25)
    raise SystemExit("LibreOffice did not start")


def look(desktop: Any, dispatcher: Any, file: str) -> dict[str, Any]:
    seen: dict[str, Any] = {}
    for what, command in COMMANDS.items() if "-reviewed" in file else [("shown", "")]:
        document = desktop.loadComponentFromURL(Path(file).as_uri(), "_blank", 0, (flag("Hidden", True),))
        if command:
            dispatcher.executeDispatch(document.CurrentController.Frame, f".uno:{command}", "", 0, ())
            seen[f"{what}-left"] = sum(1 for _ in each(document.getRedlines()))
            seen["comments"] = comments(document)
        else:
            seen["changes"] = sum(1 for _ in each(document.getRedlines()))
        target = Path(file).with_suffix(f".{what}.txt")
        document.storeToURL(target.as_uri(), (flag("FilterName", "Text (encoded)"), flag("FilterOptions", "UTF8")))
        saved = Path(file).with_suffix(f".{what}.docx")
        document.storeToURL(saved.as_uri(), (flag("FilterName", "MS Word 2007 XML"),))
        seen[f"{what}-file"] = str(saved)
        seen[what] = target.read_text(encoding="utf-8-sig") + "\n".join(notes(document))
        document.close(True)
    return seen


def comments(document: Any) -> list[dict[str, str]]:
    return [
        {"author": field.Author, "text": field.Content, "words": field.Anchor.String}
        for field in each(document.getTextFields())
        if field.supportsService("com.sun.star.text.textfield.Annotation")
    ]


def notes(document: Any) -> list[str]:
    places = document.getFootnotes()
    return [places.getByIndex(i).String for i in range(places.Count)]


def each(holder: Any) -> Any:
    items = holder.createEnumeration()
    while items.hasMoreElements():
        yield items.nextElement()


def flag(name: str, value: object) -> Any:
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
