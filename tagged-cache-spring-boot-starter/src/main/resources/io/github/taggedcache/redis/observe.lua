-- Reads the clock of a namespace and versions; registers what is missing at the clock.
--
-- KEYS  1     clock: string, the newest version
--       2     log: stream of the invalidations
--       3..   the tags' keys ("<hard>:<soft>"), then the buckets' keys ("<version>")
-- ARGV  1     number of tags
--       2     how many of the tags, from the first one, are remembered for ever
--       3     retention of the other versions in ms; 0 = for ever
--       4     1 = an entry is about to rely on the versions: remember for the retention
--             those that would be forgotten within three quarters of it.
--             0 = where no key is missing, the values are given as they are. Who meets one
--             that is no version asks again, with 1
-- Result      the clock, then the value of each of KEYS[3..]. All as text
-- Complexity  O(names)
--
-- Versions are whole numbers below 2^53, which a Lua number holds exactly. What is none
-- counts as missing: it is somebody else's, and is overwritten.

-- The clock never expires. The real purpose: a replica, also a master that was demoted
-- under an open connection, refuses a write that changes nothing, and so never answers
-- with versions of the past
local refusal = redis.pcall('PERSIST', KEYS[1])
if type(refusal) == 'table' and refusal.err then
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

local LIMIT = 9007199254740992

-- Digits; fewer than 16 of them are below the limit
local function fits(digits)
	return #digits < 16 or tonumber(digits) < LIMIT
end

local function is_version(text)
	return text and string.find(text, '^%d+$') and fits(text)
end

local function is_pair(text)
	if not text then
		return false
	end
	local hard, soft = string.match(text, '^(%d+):(%d+)$')
	return hard and fits(hard) and fits(soft)
end

-- The last id ever given, also when its record was trimmed or deleted
local function last_version(log)
	local stream = redis.pcall('XINFO', 'STREAM', log)
	if not stream.err then
		for i = 1, #stream, 2 do
			if stream[i] == 'last-generated-id' then
				local last = string.match(stream[i + 1], '^(%d+)%-')
				return fits(last) and tonumber(last) or 0
			end
		end
	end
	return 0
end

local failure = nil

local function write(...)
	local reply = redis.pcall(...)
	if type(reply) == 'table' and reply.err then
		failure = failure or reply
	end
end

local clock = values[1]
if not is_version(clock) or tonumber(clock) == 0 then
	local time = redis.call('TIME')
	clock = string.format('%.0f', math.max(time[1] * 1000000 + time[2], last_version(KEYS[2])))
	values[1] = clock
	write('SET', KEYS[1], clock)
end

local tags, permanent, retention = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
for i = 2, #values do
	local key, value, is_tag = KEYS[i + 1], values[i], i - 1 <= tags
	local kept = (i - 1 <= permanent) and 0 or retention
	if is_tag and not is_pair(value) or not is_tag and not is_version(value) then
		values[i] = is_tag and clock .. ':0' or clock
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
