"""The registry of checks, and the report that a check fills."""

CHECKS = {}


def check(finding, waits=False, seconds=150, files=1000):
    """Registers a function as a check. `finding` is what it shows, in a few words.

    `waits`: it spends its time waiting for timeouts, so that it may run beside others. `files`: the file descriptors
    that it and its servers need, each. It is skipped if the hard limit is lower.
    """

    def register(function):
        function.finding, function.waits, function.seconds = finding, waits, seconds
        function.files = files
        CHECKS[function.__name__] = function
        return function

    return register


class Skipped(Exception):
    """A check cannot run on this machine."""


class Report:
    """Figures beside their bounds."""

    def __init__(self):
        self.lines = []
        self.failed = 0
        # Failures that a busy machine can cause.
        self.late = 0

    def add(self, good, text):
        self.failed += not good
        self.lines.append(("ok    " if good else "FAIL  ") + text)
        return good

    def at_most(self, what, figure, bound):
        return self.add(figure <= bound, f"{what}: {shown(figure)}, at most {shown(bound)}")

    def in_time(self, what, figure, bound):
        """Compares a latency: if nothing else fails, the check is repeated once."""
        self.late += not self.at_most(what, figure, bound)

    def at_least(self, what, figure, bound):
        return self.add(figure >= bound, f"{what}: {shown(figure)}, at least {shown(bound)}")

    def equal(self, what, found, expected):
        good = found == expected
        return self.add(good, f"{what}: {shown(found)}" + ("" if good else f", expected {shown(expected)}"))

    def holds(self, what, condition, fact=""):
        return self.add(bool(condition), what + (f": {fact}" if fact != "" and not condition else ""))

    def note(self, text):
        self.lines.append(f"      {text}")


def shown(value):
    if isinstance(value, float):
        return f"{value:,.2f}" if abs(value) < 10 else f"{value:,.0f}"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)
