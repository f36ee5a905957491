-- Counts one event in all its windows and reads them, or tells what the first copy of the event was told; before it,
-- up to when the events of stored decisions are known here.
-- Before this text: remember, for how many ms an event is; spare, how many ms a count outlives its window; steps of a
-- window; most members of a distinct count; and of each window: distinct, whether it counts different ones, and millis, of a
-- step.
-- KEYS[1] the event, KEYS[2] up to when stored ones are known, KEYS[3..] its windows
-- ARGV[1] what is remembered of the event, without values; [2] its time in ms; then per window: its number, what is added
local complete = (redis.call('GET', KEYS[2]) or '') .. '|'
local known = redis.call('GET', KEYS[1])
if known then
  return complete .. known
end
local now = tonumber(ARGV[2])
local values = {}
for i = 3, #KEYS do
  local key = KEYS[i]
  local window = tonumber(ARGV[2 * i - 3])
  local added = ARGV[2 * i - 2]
  local step = millis[window]
  if distinct[window] then
    -- members by the time they were last seen
    local count = redis.call('ZCARD', key)
    if count > 0 then
      count = count - redis.call('ZREMRANGEBYSCORE', key, '-inf', '(' .. string.format('%.0f', now - step * steps))
    end
    if count < most or redis.call('ZSCORE', key, added) then
      count = count + redis.call('ZADD', key, 'GT', ARGV[2], added)
    end
    values[#values + 1] = string.format('%.0f', count)
    redis.call('PEXPIRE', key, string.format('%.0f', step * (steps + 2)))
  else
    -- a total and what each step added to it; a step that leaves the window is taken off the total, so the cost does
    -- not depend on the window's length. 'o' oldest step kept, 'n' newest, 't' total. Large sums stay text: Lua would round.
    local slot = math.floor(now / step)
    local was = redis.call('HMGET', key, 'n', 'o')
    if not was[1] or tonumber(was[1]) < slot - steps then
      -- nothing of it is in the window: begun anew, with as few commands as that takes
      if was[1] then
        redis.call('DEL', key)
      end
      local only = string.format('%.0f', slot)
      redis.call('HSET', key, 'n', only, 'o', only, 't', added, only, added)
      redis.call('PEXPIRE', key, string.format('%.0f', step * (steps + 2) + spare))
      values[#values + 1] = added
    else
      local oldest = tonumber(was[2])
      local newest = math.max(slot, tonumber(was[1]))
      local first = newest - steps
      if oldest < first then
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
      local total
      if slot >= first then
        redis.call('HINCRBY', key, string.format('%.0f', slot), added)
        total = redis.call('HINCRBY', key, 't', added)
        oldest = math.min(oldest, slot)
      end
      local n = string.format('%.0f', newest)
      local o = string.format('%.0f', oldest)
      if n ~= was[1] or o ~= was[2] then
        redis.call('HSET', key, 'n', n, 'o', o)
        -- not with every event: the spare time is for those of this step that come late
        redis.call('PEXPIRE', key, string.format('%.0f', step * (steps + 2) + spare))
      end
      if total and math.abs(total) < 9007199254740992 then
        values[#values + 1] = string.format('%.0f', total)
      else
        values[#values + 1] = redis.call('HGET', key, 't') or '0'
      end
    end
  end
end
local told = ARGV[1] .. table.concat(values, ',')
redis.call('SET', KEYS[1], told, 'PX', remember)
return complete .. told
