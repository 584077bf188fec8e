"""`mingus doctor`: what ails an installation, in five seconds and in words, each with what to do.

It looks and never mends: it starts no database, makes no file, writes no row.
"""

from mingus.ops.doctor.finding import Finding, State
from mingus.ops.doctor.patient import Patient
from mingus.ops.doctor.rounds import examine

__all__ = ["Finding", "Patient", "State", "examine"]
