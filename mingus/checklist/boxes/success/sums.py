"""S.4 to S.8: what other sections found, added up."""

from mingus.checklist.proof import summed
from mingus.checklist.rules import IN_PRODUCTION

BOXES = (
    summed("S.4", "Those we build upon work with us", "11.3.2", "12.2.*", stages=IN_PRODUCTION),
    summed("S.5", "People can sign in", "11.3.3", stages=IN_PRODUCTION),
    summed("S.6", "It is as quick as promised", "19.2.*", stages=IN_PRODUCTION),
    summed("S.7", "Every guard is at its post", "19.1.*", "9.2.*", "9.3.*", stages=IN_PRODUCTION),
    summed("S.8", "It is watched, and it keeps a log", "13.*", "14.*", stages=IN_PRODUCTION),
)
