"""A clock that LiteLLM reads instead of the system's, so that recordings do not depend on time."""

import datetime
import sys
import time
import types

# 2023-11-14 22:14:00 UTC: a whole minute, so that t = 60 is where the minute keys change.
EPOCH = 1_700_000_040

_real_datetime = datetime.datetime
_real_time = time.time


class Clock:
    """Seconds since an epoch, moved by the recorder alone."""

    def __init__(self):
        self.t = 0.0
        self.epoch = EPOCH

    def time(self):
        return self.epoch + self.t

    def now(self):
        """The instant as a naive datetime in UTC, as LiteLLM's loggers have it."""
        return _real_datetime.fromtimestamp(self.time(), datetime.timezone.utc).replace(tzinfo=None)


CLOCK = Clock()


class _Meta(type):
    def __instancecheck__(cls, instance):
        return isinstance(instance, _real_datetime)

    def __subclasscheck__(cls, subclass):
        return issubclass(subclass, _real_datetime)


class VirtualDatetime(_real_datetime, metaclass=_Meta):
    """`datetime.datetime` whose present is the clock's; it makes ordinary datetimes."""

    @classmethod
    def now(cls, tz=None):
        aware = _real_datetime.fromtimestamp(CLOCK.time(), datetime.timezone.utc)
        return aware.replace(tzinfo=None) if tz is None else aware.astimezone(tz)

    @classmethod
    def utcnow(cls):
        return cls.now()


def _virtual_module():
    module = types.ModuleType("datetime")
    module.__dict__.update(vars(datetime))
    module.datetime = VirtualDatetime
    return module


_VIRTUAL_MODULE = _virtual_module()


_seen = 0


def install():
    """Puts the clock into every loaded module of LiteLLM. Call it again after imports."""
    global _seen
    time.time = CLOCK.time
    if len(sys.modules) == _seen:
        return
    _seen = len(sys.modules)
    for name, module in list(sys.modules.items()):
        if module is None or not name.startswith("litellm"):
            continue
        names = vars(module)
        if names.get("datetime") is _real_datetime:
            module.datetime = VirtualDatetime
        elif names.get("datetime") is datetime:
            module.datetime = _VIRTUAL_MODULE
        if "get_utc_datetime" in names:
            module.get_utc_datetime = lambda: VirtualDatetime.now(datetime.timezone.utc)


def hand_to(objects):
    """Gives the clock to objects that bound the system's when their class was made."""
    for thing in objects:
        for name in ("clock", "_clock"):
            bound = getattr(thing, "__dict__", {}).get(name)
            if bound is _real_time:
                setattr(thing, name, CLOCK.time)
            elif callable(bound):
                setattr(thing, name, lambda: VirtualDatetime.now(datetime.timezone.utc))
