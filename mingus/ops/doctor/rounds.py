"""Looks at everything at once and waits for nobody longer than three seconds."""

import threading
import time
from collections.abc import Callable, Mapping

from mingus.core.errors import MingusError
from mingus.ops.doctor import database, fast_copy, machine, vendors
from mingus.ops.doctor.finding import Finding, problem
from mingus.ops.doctor.patient import Patient

PATIENCE = 3.0

Look = Callable[[Patient], list[Finding]]

LOOKS: dict[str, Look] = {
    "Home": machine.home,
    "Settings": machine.settings,
    "Secrets": machine.secret_files,
    "Front end": machine.front_end,
    "Disk": machine.disk,
    "History": machine.history,
    "Database": database.examine,
    "Redis": fast_copy.examine,
    "Vendors": vendors.examine,
}


def examine(
    patient: Patient, *, looks: Mapping[str, Look] = LOOKS, patience_seconds: float = PATIENCE
) -> list[Finding]:
    """What was found, in the order of `looks`, when `patience_seconds` are over at the latest."""
    deadline = time.monotonic() + patience_seconds
    looking = [_Looking(name, look, patient) for name, look in looks.items()]
    return [finding for each in looking for finding in each.findings(deadline)]


class _Looking:
    """One look on a thread of its own, which the program's end does not wait for."""

    def __init__(self, name: str, look: Look, patient: Patient) -> None:
        self._name = name
        self._found: list[Finding] = []
        self._done = threading.Event()
        threading.Thread(target=self._run, args=(look, patient), name=f"doctor: {name}", daemon=True).start()

    def findings(self, deadline: float) -> list[Finding]:
        if self._done.wait(max(0.0, deadline - time.monotonic())):
            return self._found
        said = "gave no answer in time: something it depends on hangs"
        return [problem(self._name, said, "ask again; if it stays so, look at its disk, network or server")]

    def _run(self, look: Look, patient: Patient) -> None:
        try:
            self._found = look(patient)
        except (MingusError, OSError) as error:
            self._found = [problem(self._name, f"can't be looked at: {error}", "see to what is named here")]
        except Exception as error:  # one look that stumbles must not hide what the others see
            said = f"can't be looked at ({type(error).__name__})"
            self._found = [problem(self._name, said, "report this, with the output of: mingus doctor --json")]
        self._done.set()
