-- Remembers events of stored decisions: those that were counted for longer, the others from now on.
-- KEYS the events; ARGV per event: what is remembered of it, for how many ms
for i = 1, #KEYS do
  if redis.call('PEXPIRE', KEYS[i], ARGV[2 * i]) == 0 then
    redis.call('SET', KEYS[i], ARGV[2 * i - 1], 'PX', ARGV[2 * i])
  end
end
