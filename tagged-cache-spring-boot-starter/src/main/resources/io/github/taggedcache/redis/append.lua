-- Appends one invalidation to the log of a namespace and issues its version.
--
-- KEYS  1     clock: string, the newest version
--       2     log: stream of the invalidations
--       3..   the tags' keys ("<hard>:<soft>") or the buckets' keys ("<version>")
-- ARGV  1     what KEYS[3..] are: tag or key
--       2     kind of the record: tag, key or wide
--       3     mode: hard or soft
--       4     names for the record: "<bytes>:<name>" one after the other; empty if wide
--       5     origin: the node that appends
--       6     newest version that the caller knows
--       7     retention of the versions in ms; 0 = for ever
--       8     how many of KEYS[3..], from the first one, are remembered for ever
--       9     append only if no bucket, and no hard version of a tag, is above this;
--             negative = always
--       10    number of records that the log keeps, about
-- Result      version issued, or 0 if ARGV[9] forbade it and nothing was changed; clock
--             before, or 0; for key events the version of each bucket before, for tags
--             with a condition the newest of their hard versions before. All as text
-- Complexity  O(names), whatever the number of entries
--
-- Versions are whole numbers below 2^53, which a Lua number holds exactly. What is none
-- counts as missing: it is somebody else's, and is overwritten.

local LIMIT = 9007199254740992

local function version_of(text)
	if text and string.find(text, '^%d+$') then
		local number = tonumber(text)
		if number < LIMIT then
			return number
		end
	end
	return nil
end

local function versions_of(text)
	if text then
		local hard, soft = string.match(text, '^(%d+):(%d+)$')
		hard, soft = version_of(hard), version_of(soft)
		if hard and soft then
			return hard, soft
		end
	end
	return nil
end

local function text_of(version)
	return string.format('%.0f', version)
end

-- The last id ever given, also when its record was trimmed or deleted; nil if it is no
-- version. A missing log has none
local function last_version(log)
	local stream = redis.pcall('XINFO', 'STREAM', log)
	if not stream.err then
		for i = 1, #stream, 2 do
			if stream[i] == 'last-generated-id' then
				return version_of(string.match(stream[i + 1], '^(%d+)%-'))
			end
		end
	end
	return 0
end

-- Never forgets earlier than was promised before
local function remember(key, value, existed, retention)
	if retention == 0 then
		redis.call('SET', key, value)
		return
	end
	if existed then
		local left = redis.call('PTTL', key)
		if left == -1 or left > retention then
			redis.call('SET', key, value, 'KEEPTTL')
			return
		end
	end
	redis.call('SET', key, value, 'PX', text_of(retention))
end

local is_key, soft_mode = ARGV[1] == 'key', ARGV[3] == 'soft'
local retention, permanent, unless_after = tonumber(ARGV[7]), tonumber(ARGV[8]), tonumber(ARGV[9])

-- MGET and not GET: it gives nil for a key of another type
local values = redis.call('MGET', unpack(KEYS))
local previous = version_of(values[1]) or 0
local last = last_version(KEYS[2])
local time = redis.call('TIME')
local version = math.max(previous + 1, tonumber(ARGV[6]) + 1, time[1] * 1000000 + time[2], (last or 0) + 1)
if version >= LIMIT then
	return redis.error_reply('ERR No version is left below 2^53; the clock ' .. KEYS[1] .. ', the log ' .. KEYS[2]
		.. ' or the caller is far ahead of the time. Delete both keys and restart the nodes')
end

-- What was lost cannot be newer than the clock
local lost = version
if previous > 0 then
	lost = previous
end

-- A bucket that was lost may have been newer than the condition. A tag that was lost is no
-- reason to leave out its invalidation
local result, newest = { text_of(version), text_of(previous) }, 0
for i = 3, #KEYS do
	if is_key then
		local before = version_of(values[i]) or lost
		newest = math.max(newest, before)
		result[i] = text_of(before)
	elseif unless_after >= 0 then
		newest = math.max(newest, versions_of(values[i]) or 0)
	end
end
if unless_after >= 0 then
	if not is_key then
		result[3] = text_of(newest)
	end
	if newest > unless_after then
		result[1] = '0'
		return result
	end
end

if not last then
	redis.call('UNLINK', KEYS[2])
end

-- First of all writes: it alone can fail, and then nothing has changed
local added = redis.pcall('XADD', KEYS[2], 'MAXLEN', '~', ARGV[10], text_of(version) .. '-0', 'prev', text_of(previous),
	'kind', ARGV[2], 'mode', ARGV[3], 'names', ARGV[4], 'origin', ARGV[5])
if type(added) == 'table' and added.err then
	if string.find(added.err, 'WRONGTYPE', 1, true) then
		return redis.error_reply('WRONGTYPE ' .. KEYS[2] .. ' is not a stream; it belongs to the invalidation log. Delete it')
	end
	return added
end

redis.call('SET', KEYS[1], text_of(version))
for i = 3, #KEYS do
	if is_key then
		remember(KEYS[i], text_of(version), version_of(values[i]), retention)
	else
		local hard, soft = versions_of(values[i])
		local existed = hard
		if soft_mode then
			hard, soft = hard or lost, version
		else
			hard, soft = version, soft or 0
		end
		remember(KEYS[i], text_of(hard) .. ':' .. text_of(soft), existed, (i - 2 <= permanent) and 0 or retention)
	end
end
return result
