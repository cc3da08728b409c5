/**
 * KEYS: minute, day. ARGV: calls a minute, calls a day (0: no quota), milliseconds until midnight, what this instance knows to be
 * spent of the day. Answers: let in, used of the minute, milliseconds left of it, used of the day. What is refused spends nothing.
 */
export const takeScript = `
local used = tonumber(redis.call("GET", KEYS[1]) or "0")
local quota = tonumber(ARGV[2])
local day = 0
if quota > 0 then
  day = math.max(tonumber(redis.call("GET", KEYS[2]) or "0"), tonumber(ARGV[4]))
  if day >= quota then return { 0, used, redis.call("PTTL", KEYS[1]), day } end
end
if used >= tonumber(ARGV[1]) then return { 0, used, redis.call("PTTL", KEYS[1]), day } end
used = redis.call("INCR", KEYS[1])
if used == 1 then redis.call("PEXPIRE", KEYS[1], 60000) end
if quota > 0 then
  day = day + 1
  redis.call("SET", KEYS[2], day, "PX", ARGV[3])
end
return { 1, used, redis.call("PTTL", KEYS[1]), day }
`;

/** The same, without taking. */
export const peekScript = `
local used = tonumber(redis.call("GET", KEYS[1]) or "0")
local quota = tonumber(ARGV[2])
local day = quota > 0 and tonumber(redis.call("GET", KEYS[2]) or "0") or 0
local allowed = (used < tonumber(ARGV[1]) and (quota == 0 or day < quota)) and 1 or 0
return { allowed, used, redis.call("PTTL", KEYS[1]), day }
`;

/** KEYS: window. ARGV: how many, within how many milliseconds from the first on. Answers: let in, used, milliseconds left. */
export const windowScript = `
local used = tonumber(redis.call("GET", KEYS[1]) or "0")
if used >= tonumber(ARGV[1]) then return { 0, used, redis.call("PTTL", KEYS[1]) } end
used = redis.call("INCR", KEYS[1])
if redis.call("PTTL", KEYS[1]) < 0 then redis.call("PEXPIRE", KEYS[1], ARGV[2]) end
return { 1, used, redis.call("PTTL", KEYS[1]) }
`;

/** KEYS: window. One of it did not count; a window that has ended stays so. */
export const giveBackScript = `
if tonumber(redis.call("GET", KEYS[1]) or "0") > 0 then redis.call("DECR", KEYS[1]) end
return 0
`;

/** KEYS: instances. ARGV: this one, and after how many milliseconds a silent one counts as gone. Returns how many there are. */
export const instancesScript = `
local time = redis.call("TIME")
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call("ZADD", KEYS[1], now, ARGV[1])
redis.call("ZREMRANGEBYSCORE", KEYS[1], "-inf", now - tonumber(ARGV[2]))
redis.call("PEXPIRE", KEYS[1], tonumber(ARGV[2]) * 4)
return redis.call("ZCARD", KEYS[1])
`;
