"""Financial goals: what a household saves for, how far it is, what it takes to get there."""

from mingus.goals import models as models
