"""The same sliding minute over all processes: one script that Redis runs as one step, by its own clock."""

import hashlib
from collections.abc import Sequence
from functools import cache as once
from typing import TYPE_CHECKING, Any, Final

from mingus.core import cache
from mingus.core.pacing.rates import SECONDS, Use

if TYPE_CHECKING:
    from redis import Redis

KIND: Final = "limit"
SCRIPT: Final = """
local seconds = tonumber(ARGV[1])
local time = redis.call('TIME')
local moment = (tonumber(time[1]) + tonumber(time[2]) / 1000000) / seconds
local window = math.floor(moment)
local passed = moment - window
local counts, longest = {}, 0
for i, key in ipairs(KEYS) do
  local at_most = tonumber(ARGV[i + 1])
  local found = redis.call('HMGET', key, 'window', 'current', 'before')
  local at, current, before = tonumber(found[1] or -2), tonumber(found[2] or 0), tonumber(found[3] or 0)
  if at == window - 1 then before, current = current, 0
  elseif at ~= window then before, current = 0, 0 end
  local wait = 0
  if before * (1 - passed) + current + 1 > at_most then
    if current < at_most and before > 0 then wait = math.max(0, 1 - (at_most - current - 1) / before - passed)
    else wait = 1 - passed + math.max(0, 1 - (at_most - 1) / current) end
  end
  longest = math.max(longest, wait)
  counts[i] = {current + 1, before}
end
if longest > 0 then return math.ceil(longest * seconds * 1000) end
for i, key in ipairs(KEYS) do
  redis.call('HSET', key, 'window', window, 'current', counts[i][1], 'before', counts[i][2])
  redis.call('EXPIRE', key, math.ceil(seconds * 2))
end
return 0
"""


def wait_seconds(uses: Sequence[Use], secret: bytes, *, seconds: int = SECONDS) -> float:
    """Count these uses, or say how long to wait. 0 also where there is no Redis, or it does not answer."""
    if not cache.is_used():
        return 0.0
    names = [_name(use, secret) for use in uses]
    limits = [use.at_most for use in uses]
    answer = cache.ask(lambda redis: run(redis, names, limits, seconds))
    return answer / 1000 if answer else 0.0


def run(redis: "Redis", names: Sequence[str], limits: Sequence[int], seconds: int) -> int:
    """Milliseconds to wait; 0 when every one of `names` was counted."""
    from redis.exceptions import NoScriptError

    arguments: list[str | int] = [*names, seconds, *limits]
    try:
        answer: Any = redis.evalsha(_digest(), len(names), *arguments)
    except NoScriptError:  # the first time, or it has been restarted
        answer = redis.eval(SCRIPT, len(names), *arguments)
    return int(answer)


def _name(use: Use, secret: bytes) -> str:
    """Whose use it is, without saying where they are on the network."""
    kind, who = use.key
    hidden = hashlib.blake2b(who.encode(), key=secret[: hashlib.blake2b.MAX_KEY_SIZE], digest_size=16)
    return cache.key(KIND, kind, hidden.hexdigest())


@once
def _digest() -> str:
    return hashlib.sha1(SCRIPT.encode(), usedforsecurity=False).hexdigest()
