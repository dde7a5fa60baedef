from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reslint.registry.model import RegistryError
from reslint.registry.overlay import Knowledge, merge, read_csv, write
from reslint.registry.store import Registry, open_registry

CSV = 'symbol,date,title\n77/18,2022-11-20,Another title\n90/1,2035-10-01,"Peace, at last"\n77/19,,\n'


def csv(tmp_path: Path, text: str = CSV) -> Path:
    path = tmp_path / "new.csv"
    path.write_text(text, "utf-8")
    return path


def test_what_is_known_stays_and_is_reported(tmp_path: Path, registry: Registry) -> None:
    entries, report = merge(read_csv(csv(tmp_path)), registry, overwrite=False)
    assert list(entries) == ["A/RES/90/1"]
    assert (report.added, report.unchanged, report.replaced) == (1, 2, 0)
    found = [(c.field, c.known, c.said) for c in report.conflicts]
    title = "Cooperation between the United Nations and the Organization of Islamic Cooperation"
    assert found == [("adopted", "2022-11-21", "2022-11-20"), ("title", title, "Another title")]
    assert report.conflicts[0].place.endswith("new.csv, line 2")


def test_replace_takes_the_new_value_and_keeps_the_rest(tmp_path: Path, registry: Registry) -> None:
    entries, report = merge(read_csv(csv(tmp_path)), registry, overwrite=True)
    assert report.replaced == 1
    overlay = tmp_path / "deep" / "overlay.sqlite"
    write(overlay, Knowledge(entries, {"A/RES/90/1": ["A/RES/77/18"]}, [("G0029", "t", ["A/RES/90/1"])]))
    both = open_registry(None, overlay)
    changed = both.find("A/RES/77/18")
    assert changed is not None
    assert (changed.adopted, changed.title, changed.draft) == (date(2022, 11, 20), "Another title", "A/77/L.18")
    assert changed.series == ("G0029",)
    assert both.members("G0029")[-1].symbol == "A/RES/90/1"
    assert both.recitals("A/RES/90/1") == ("A/RES/77/18",)
    assert both.search("peace last")[0].symbol == "A/RES/90/1"
    both.close()


def test_a_second_import_adds_to_the_first(tmp_path: Path, registry: Registry) -> None:
    overlay = tmp_path / "overlay.sqlite"
    for text in ("symbol,adopted\n90/1,2035-10-01\n", "symbol,adopted\n90/2,2035-10-02\n"):
        write(overlay, Knowledge(merge(read_csv(csv(tmp_path, text)), registry, False)[0]))
    both = open_registry(None, overlay)
    assert both.exists("A/RES/90/1")
    assert both.exists("A/RES/90/2")
    assert [p.name for p in tmp_path.iterdir() if p.suffix not in (".csv", ".sqlite")] == []
    both.close()


def test_equal_values_are_no_conflict(tmp_path: Path, registry: Registry) -> None:
    text = (
        "symbol,adopted,title,draft,meeting\n"
        "A/RES/77/18,2022-11-21,COOPERATION between United Nations and the Organization of Islamic Cooperation,"
        "A/77/L.18 and Add.1,A/77/PV.39 (resumed)\n"
    )
    entries, report = merge(read_csv(csv(tmp_path, text)), registry, False)
    assert (entries, report.conflicts, report.unchanged) == ({}, [], 1)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "a column named 'symbol' is needed"),
        ("number,adopted\n77/18,\n", "a column named 'symbol' is needed"),
        ("symbol,adopted\n77/18,2022-13-01\n", "line 2: '2022-13-01' is no date"),
        ("symbol,adopted\nfoo,2022-11-01\n", "line 2: 'foo' is no symbol"),
        ("symbol,evidence\n77/18,Z\n", "line 2: evidence 'Z'"),
        ('symbol,title\n77/18,"open\n', "no CSV file"),
    ],
)
def test_a_bad_file_is_refused_in_one_sentence(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(RegistryError, match=message):
        read_csv(csv(tmp_path, text))


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"symbol\n\xff\xfe\n")
    with pytest.raises(RegistryError, match="cannot be read as CSV in UTF-8"):
        read_csv(path)
    with pytest.raises(RegistryError, match="no such file"):
        read_csv(tmp_path / "none.csv")


def test_a_damaged_overlay_is_left_alone(tmp_path: Path) -> None:
    overlay = tmp_path / "overlay.sqlite"
    overlay.write_bytes(b"damaged")
    with pytest.raises(RegistryError, match="is no registry that can be read"):
        write(overlay, Knowledge({}))
    assert overlay.read_bytes() == b"damaged"
    assert list(tmp_path.iterdir()) == [overlay]


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(RegistryError, match="cannot be written"):
        write(tmp_path / "file" / "overlay.sqlite", Knowledge({}))
