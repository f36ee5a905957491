-- Counts one event in all its windows and reads them, or tells what the first copy of the event was told.
-- KEYS[1] the event, KEYS[2..] its windows
-- ARGV[1] what is remembered of the event, without values; [2] for how many ms; [3] its time in ms;
-- [4] steps of a window; [5] most members of a distinct count; then per window: N or D, ms of a step, what is added
local known = redis.call('GET', KEYS[1])
if known then
  return known
end
local now = tonumber(ARGV[3])
local steps = tonumber(ARGV[4])
local most = tonumber(ARGV[5])
local values = {}
for i = 2, #KEYS do
  local key = KEYS[i]
  local at = 6 + 3 * (i - 2)
  local step = tonumber(ARGV[at + 1])
  local added = ARGV[at + 2]
  if ARGV[at] == 'D' then
    -- members by the time they were last seen
    local first = string.format('%.0f', now - step * steps)
    redis.call('ZREMRANGEBYSCORE', key, '-inf', '(' .. first)
    if redis.call('ZCARD', key) < most or redis.call('ZSCORE', key, added) then
      redis.call('ZADD', key, 'GT', string.format('%.0f', now), added)
    end
    values[#values + 1] = string.format('%.0f', redis.call('ZCARD', key))
  else
    -- a total and what each step added to it; a step that leaves the window is taken off the total, so the cost does
    -- not depend on the window's length. 'o' oldest step kept, 'n' newest, 't' total. Sums stay text: Lua would round.
    local slot = math.floor(now / step)
    local was = redis.call('HMGET', key, 'n', 'o')
    local last = tonumber(was[1] or slot)
    local oldest = tonumber(was[2] or slot)
    local newest = math.max(slot, last)
    local first = newest - steps
    if last < first then
      redis.call('DEL', key)
      oldest = slot
    elseif oldest < first then
      for gone = oldest, first - 1 do
        local field = string.format('%.0f', gone)
        local amount = redis.call('HGET', key, field)
        if amount then
          if string.sub(amount, 1, 1) == '-' then
            redis.call('HINCRBY', key, 't', string.sub(amount, 2))
          elseif amount ~= '0' then
            redis.call('HINCRBY', key, 't', '-' .. amount)
          end
          redis.call('HDEL', key, field)
        end
      end
      oldest = first
    end
    if slot >= first then
      redis.call('HINCRBY', key, string.format('%.0f', slot), added)
      redis.call('HINCRBY', key, 't', added)
      oldest = math.min(oldest, slot)
    end
    local n = string.format('%.0f', newest)
    local o = string.format('%.0f', oldest)
    if n ~= was[1] or o ~= was[2] then
      redis.call('HSET', key, 'n', n, 'o', o)
    end
    values[#values + 1] = redis.call('HGET', key, 't') or '0'
  end
  redis.call('PEXPIRE', key, string.format('%.0f', step * (steps + 2)))
end
local told = ARGV[1] .. table.concat(values, ',')
redis.call('SET', KEYS[1], told, 'PX', ARGV[2])
return told
