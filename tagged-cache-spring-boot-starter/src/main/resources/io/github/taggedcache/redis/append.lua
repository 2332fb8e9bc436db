-- Appends one invalidation to the log of a namespace and issues its version.
--
-- KEYS  1     clock: string, the newest version
--       2     log: stream of the invalidations
--       3..   the tags' keys ("<hard>" or "<hard>:<soft>"); or the buckets' keys ("<version>", or
--             "<version>:<put>" if a put made the newest event), and behind them the keys of
--             the tags that a put is judged by
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
--       11    number of buckets, for a put whose entries are sent beside the key events; else
--             this and the next ones are missing
--       12    id of the put, which the events get if the put is good
--       13    token: the put is good if no bucket or tag is above it, nor it above the clock
--       14    the put is good as well if the clock is this version
-- Result      version issued, or 0 if ARGV[9] forbade it and nothing was changed; clock
--             before, or 0; for key events the version of each bucket before, for tags
--             with a condition the newest of their hard versions before; with a put at last
--             1 if it is good, else 0. All as text
-- Complexity  O(names), whatever the number of entries

local is_key, soft_mode, unless_after = ARGV[1] == 'key', ARGV[3] == 'soft', tonumber(ARGV[9])

-- MGET and not GET: it gives nil for a key of another type
local values = redis.call('MGET', unpack(KEYS))
local previous, time = version_of(values[1]) or 0, redis.call('TIME')
local version = math.max(previous + 1, tonumber(ARGV[6]) + 1, time[1] * 1000000 + time[2])

-- If the clock is there, the last id is hardly ever above it, and XADD says so
local asked, last = previous == 0, 0
if asked then
	last = last_versions(KEYS[2])
	version = math.max(version, (last or 0) + 1)
end

local function exhausted()
	return redis.error_reply('ERR No version is left below 2^53; the clock ' .. KEYS[1] .. ', the log ' .. KEYS[2]
		.. ' or the caller is far ahead of the time. Delete both keys and restart the nodes')
end

if version >= LIMIT then
	return exhausted()
end

-- A missing version cannot be newer than the clock
local lost = (previous > 0) and previous or version

-- A missing bucket may have been newer than the condition. A missing tag is no reason to
-- leave out its invalidation
local result, buckets, newest = { '0', text_of(previous) }, {}, 0
local put, last_name = ARGV[12], ARGV[11] and tonumber(ARGV[11]) + 2 or #KEYS
if is_key then
	for i = 3, last_name do
		buckets[i] = event_of(values[i])
		local before = buckets[i] or lost
		newest = math.max(newest, before)
		result[i] = text_of(before)
	end
elseif unless_after >= 0 then
	for i = 3, #KEYS do
		newest = math.max(newest, versions_of(values[i]) or 0)
	end
	result[3] = text_of(newest)
end
if unless_after >= 0 and newest > unless_after then
	return result
end

local is_good = false
if put then
	local token = tonumber(ARGV[13])
	is_good = previous > 0 and token <= previous
	-- As a rule the caller knows all up to the clock, and no tag has to be looked at
	if is_good and previous ~= tonumber(ARGV[14]) then
		-- What is missing may have changed just now
		for i = last_name + 1, #KEYS do
			local hard, soft = versions_of(values[i])
			newest = math.max(newest, hard or lost, soft or 0)
		end
		is_good = newest <= token
	end
	result[last_name + 1] = is_good and '1' or '0'
end

local fields = { 'prev', result[2], 'kind', ARGV[2], 'mode', ARGV[3], 'names', ARGV[4], 'origin', ARGV[5] }
if is_good then
	fields[11], fields[12] = 'put', put
end

local text

local function add()
	text = text_of(version)
	return redis.pcall('XADD', KEYS[2], 'MAXLEN', '~', ARGV[10], text .. '-0', unpack(fields))
end

if not last then
	redis.call('UNLINK', KEYS[2])
end

-- The first write, because it alone can fail: then nothing has changed
local added = add()
if failed(added) and not asked then
	last = last_versions(KEYS[2])
	if not last then
		redis.call('UNLINK', KEYS[2])
		added = add()
	elseif last >= version then
		version = last + 1
		if version >= LIMIT then
			return exhausted()
		end
		added = add()
	end
end
if failed(added) then
	if string.find(added.err, 'WRONGTYPE', 1, true) then
		return redis.error_reply('WRONGTYPE ' .. KEYS[2] .. ' is not a stream; it belongs to the invalidation log. Delete it')
	end
	return added
end

-- Never shortens the retention that an earlier call promised
local function remember(key, value, existed, permanent)
	if permanent then
		redis.call('SET', key, value)
		return
	end
	if existed then
		local left = redis.call('PTTL', key)
		if left == -1 or left > tonumber(ARGV[7]) then
			redis.call('SET', key, value, 'KEEPTTL')
			return
		end
	end
	redis.call('SET', key, value, 'PX', ARGV[7])
end

local for_ever, permanent = ARGV[7] == '0', tonumber(ARGV[8])
result[1] = text
redis.call('SET', KEYS[1], text)
for i = 3, last_name do
	if is_key then
		remember(KEYS[i], is_good and text .. ':' .. put or text, buckets[i], for_ever)
	else
		local hard, soft = versions_of(values[i])
		local value
		if soft_mode then
			value = text_of(hard or lost) .. ':' .. text
		else
			value = (soft or 0) > 0 and text .. ':' .. text_of(soft) or text
		end
		remember(KEYS[i], value, hard, for_ever or i - 2 <= permanent)
	end
end
return result
