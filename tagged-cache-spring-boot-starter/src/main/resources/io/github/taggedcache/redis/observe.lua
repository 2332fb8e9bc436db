-- Reads the clock of a namespace and versions; registers what is missing at the clock, or
-- earlier if the caller proves that nothing has happened since.
--
-- KEYS  1     clock: string, the newest version
--       2     log: stream of the invalidations
--       3..   the tags' keys ("<hard>" or "<hard>:<soft>"), then the buckets' keys ("<version>"
--             or "<version>:<put>")
-- ARGV  1     number of tags
--       2     how many of the tags, from the first one, are remembered for ever
--       3     retention of the other versions in ms; 0 = for ever
--       4     1 = an entry is about to rely on the versions: remember for the retention
--             those that would be forgotten within three quarters of it.
--             0 = if no key is missing, the values are given as they are. A caller that
--             meets a value that is no version asks again, with 1
--       5     up to where the caller knows all that happened to the names, and
--       6     where missing ones are registered if the clock is just that
-- Result      the clock, then the value of each of KEYS[3..]. All as text
-- Complexity  O(names)

local refusal = refusal_of_a_replica(KEYS[1])
if refusal then
	return refusal
end

-- MGET and not GET: it gives nil for a key of another type
local values, prolong = redis.call('MGET', KEYS[1], unpack(KEYS, 3)), ARGV[4] == '1'

-- Most calls end here. A caller reads the values anyway, and does so faster than Lua
if not prolong then
	local complete = true
	for i = 1, #values do
		complete = complete and values[i]
	end
	if complete then
		return values
	end
end

local failure = nil

local function write(...)
	local reply = redis.pcall(...)
	if failed(reply) then
		failure = failure or reply
	end
end

local clock = values[1]
if (version_of(clock) or 0) == 0 then
	clock = new_clock(last_versions(KEYS[2]))
	values[1] = clock
	write('SET', KEYS[1], clock)
end

local tags, permanent, retention = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local missing = (clock == ARGV[5]) and ARGV[6] or clock
for i = 2, #values do
	local key, value, is_tag = KEYS[i + 1], values[i], i - 1 <= tags
	local kept = (i - 1 <= permanent) and 0 or retention
	if is_tag and not versions_of(value) or not is_tag and not event_of(value) then
		values[i] = missing
		if kept == 0 then
			write('SET', key, values[i])
		else
			write('SET', key, values[i], 'PX', ARGV[3])
		end
	elseif prolong and kept == 0 then
		write('PERSIST', key)
	elseif prolong then
		local left = redis.call('PTTL', key)
		if left >= 0 and left < kept * 0.75 then
			write('PEXPIRE', key, ARGV[3])
		end
	end
end
return failure or values
