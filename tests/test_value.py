"""The package's own dataclass does what the standard one does, as far as it is used."""

from __future__ import annotations

import copy
import pickle

import pytest

from reslint.value import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Place:
    row: int
    column: int = 1
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Name:
    text: str


@dataclass(slots=True)
class Counter:
    n: int = 0


def test_fields_come_by_place_name_and_default() -> None:
    assert (Place(3).row, Place(3).column, Place(3).notes) == (3, 1, [])
    assert Place(3, column=5) == Place(3, 5)
    with pytest.raises(TypeError):
        Place()  # type: ignore[call-arg]


def test_a_default_factory_makes_a_new_one_each_time() -> None:
    assert Place(1).notes is not Place(1).notes


def test_frozen_values_refuse_a_change() -> None:
    for value, name in ((Place(1), "row"), (Name("x"), "text")):
        with pytest.raises(AttributeError):
            setattr(value, name, 2)
        with pytest.raises(AttributeError):
            delattr(value, name)


def test_slots_leave_no_room_for_others() -> None:
    assert not hasattr(Place(1), "__dict__")
    with pytest.raises(AttributeError):
        Counter().other = 1  # type: ignore[attr-defined]


def test_a_value_that_is_not_frozen_changes_and_has_no_hash() -> None:
    counter = Counter()
    counter.n += 1
    assert counter == Counter(1)
    with pytest.raises(TypeError):
        hash(counter)


def test_equality_and_hash_go_by_kind_and_fields() -> None:
    assert len({Name("a"), Name("a"), Name("b")}) == 2
    others: list[object] = [Counter(1), Place(1), "a"]
    assert all(Name("a") != other for other in others)


def test_replace_leaves_the_original() -> None:
    place = Place(1, 2, ["x"])
    assert replace(place, column=7) == Place(1, 7, ["x"])
    assert place.column == 2


def test_copies_and_pickles_are_equal() -> None:
    place = Place(1, 2, ["x"])
    assert copy.deepcopy(place) == pickle.loads(pickle.dumps(place)) == place
    assert repr(place) == "Place(row=1, column=2, notes=['x'])"
