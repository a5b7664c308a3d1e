"""What a campaign keeps between two starts: its plan, and a folder for each part that is done."""

import fcntl
import json
import os
import shutil

SUMS = ("cells", "features", "both")


def compact(value):
    """JSON as the program writes it: without spaces, and a line's end behind it."""
    return json.dumps(value, separators=(",", ":")) + "\n"


def added(one, other):
    """The sum of two coverages, as the program writes them; None is that of nothing."""
    if one is None:
        return other
    sums = {"worlds": one["worlds"] + other["worlds"]}
    for name in SUMS:
        sums[name] = [left + right for left, right in zip(one[name], other[name], strict=True)]
    return sums


def written(path, text):
    """Writes a file, and has it on the disk before it returns."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def renamed(part, path):
    """Gives what is written its name, on the disk too: from now on it counts."""
    os.rename(part, path)
    folder = os.open(os.path.dirname(path), os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


class State:
    """`plan.json`, `parts/FIRST` for each part that is done, and `merged` and `coverage.json` of all."""

    def __init__(self, folder, plan):
        """Opens a campaign for one process alone, or starts it; `plan` is what its result depends on."""
        self.folder = folder
        self.parts = os.path.join(folder, "parts")
        os.makedirs(self.parts, exist_ok=True)
        self._lock = open(os.path.join(folder, "lock"), "w", encoding="utf-8")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise ValueError(f"'{folder}' is run by another process") from None
        # What was being written when an earlier start ended never counted.
        for name in os.listdir(self.parts):
            if not name.isdigit():
                shutil.rmtree(os.path.join(self.parts, name))
        self.plan = self._plan(plan)

    def _plan(self, plan):
        path = os.path.join(self.folder, "plan.json")
        if not os.path.exists(path):
            written(path + ".part", json.dumps(plan, sort_keys=True) + "\n")
            renamed(path + ".part", path)
            return plan
        with open(path, encoding="utf-8") as file:
            kept = json.load(file)
        # A commit that leaves the program as it was is no other plan: the first stays.
        differing = [name for name in plan if name != "commit" and plan[name] != kept.get(name)]
        if differing:
            told = ", ".join(f"{name} {kept.get(name)}, not {plan[name]}" for name in differing)
            raise ValueError(f"'{self.folder}' is another campaign, of {told}")
        return kept

    def done(self, first):
        """Whether the part from this seed on is done."""
        return os.path.isdir(self._part(first))

    def coverage(self, first):
        """What a part that is done reached."""
        with open(os.path.join(self._part(first), "coverage.json"), encoding="utf-8") as file:
            return json.load(file)

    def findings(self, first):
        """The folder of a part's findings."""
        return os.path.join(self._part(first), "findings")

    def keep(self, first, result):
        """A part is done: its folder gets its name once all of it is written."""
        part = os.path.join(self.parts, f"{first}.part")
        os.makedirs(os.path.join(part, "findings"))
        for name, text in result["findings"].items():
            written(os.path.join(part, "findings", name), text)
        written(os.path.join(part, "coverage.json"), compact(result["coverage"]))
        renamed(part, self._part(first))

    def finish(self, coverage, merge):
        """Writes what all parts together reached and found; `merge` fills a folder with findings."""
        path = os.path.join(self.folder, "coverage.json")
        written(path + ".part", compact(coverage))
        renamed(path + ".part", path)
        merged = os.path.join(self.folder, "merged")
        for folder in (merged, merged + ".part"):
            shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(merged + ".part")
        merge(merged + ".part")
        renamed(merged + ".part", merged)
        return merged

    def _part(self, first):
        return os.path.join(self.parts, str(first))
