"""`dataclass`, `field` and `replace` as the package uses them, without what the standard ones cost at every start.

The standard module imports `inspect` and compiles six methods a class, which is a good third of checking one
draft. Here one method a class is compiled, `__init__`; the others are shared. Type checkers see a dataclass.
Left out: inheritance between them, ordering, everything else that nobody here needs.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any, TypeVar, cast, dataclass_transform

T = TypeVar("T")


class _Factory:
    """A default that is made anew for each instance."""

    __slots__ = ("make",)

    def __init__(self, make: Callable[[], object]) -> None:
        self.make = make


def field(*, default_factory: Callable[[], T]) -> T:
    """A field whose default is what `default_factory` returns."""
    return cast(T, _Factory(default_factory))


def replace(value: T, **changes: object) -> T:
    """A copy of a dataclass of this module with some fields changed."""
    kind: Any = type(value)
    return cast(T, kind(**{name: getattr(value, name) for name in kind.__match_args__} | changes))


@dataclass_transform(field_specifiers=(field,))
def dataclass(*, frozen: bool = False, slots: bool = False) -> Callable[[type[T]], type[T]]:
    """Makes a class of its annotated fields, as `dataclasses.dataclass` does. No base classes."""

    def made(kind: type[T]) -> type[T]:
        names = tuple(kind.__annotations__)
        own = dict(kind.__dict__)
        defaults = {name: own.pop(name) for name in names if name in own}
        own |= _methods(names, frozen=frozen) | {"__match_args__": names}
        own["__init__"] = _init(kind.__name__, names, defaults, frozen=frozen)
        if slots:  # slots are given to a class when it is made: it is made again
            parts = {name: part for name, part in own.items() if name not in ("__dict__", "__weakref__")}
            again: Any = type(kind.__name__, kind.__bases__, parts | {"__slots__": names})
            again.__qualname__ = kind.__qualname__
            return cast("type[T]", again)
        for name, part in own.items():
            if name not in ("__dict__", "__weakref__"):
                setattr(kind, name, part)
        return kind

    return made


def _init(kind: str, names: tuple[str, ...], defaults: dict[str, object], *, frozen: bool) -> Callable[..., None]:
    """The one method that is compiled: called for every value, it must be quick."""
    known: dict[str, Any] = {"_set": object.__setattr__, "_Factory": _Factory}
    parameters, lines = ["self"], []
    for name in names:
        parameters.append(name)
        if name in defaults:
            known[f"_{name}"] = defaults[name]
            parameters[-1] += f"=_{name}"
            if isinstance(defaults[name], _Factory):
                lines.append(f"if {name} is _{name}: {name} = _{name}.make()")
        lines.append(f"_set(self, {name!r}, {name})" if frozen else f"self.{name} = {name}")
    exec(f"def __init__({', '.join(parameters)}):\n " + "\n ".join(lines), known)
    init = known["__init__"]
    init.__qualname__ = f"{kind}.__init__"
    return cast("Callable[..., None]", init)


def _methods(names: tuple[str, ...], *, frozen: bool) -> dict[str, Any]:
    get = attrgetter(*names)

    def equal(self: object, other: object) -> bool:
        return bool(get(self) == get(other)) if type(self) is type(other) else NotImplemented

    def shown(self: object) -> str:
        fields = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__qualname__}({fields})"

    def reduced(self: object) -> tuple[type, tuple[object, ...]]:
        return type(self), tuple(getattr(self, name) for name in names)

    methods: dict[str, Any] = {"__eq__": equal, "__repr__": shown, "__reduce__": reduced, "__hash__": None}
    if frozen:
        methods |= {"__hash__": lambda self: hash(get(self)), "__setattr__": _refuse, "__delattr__": _refuse}
    return methods


def _refuse(self: object, name: str, *_: object) -> None:
    raise AttributeError(f"{type(self).__name__}.{name} cannot be changed")
