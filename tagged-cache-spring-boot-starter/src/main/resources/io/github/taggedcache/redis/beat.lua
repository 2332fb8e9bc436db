-- Tells a node that follows the log how new the log is, and whether its own appends that
-- it has not met there are still held.
--
-- KEYS  1     clock: string, the newest version
--       2     log: stream of the invalidations
--       3..   the implicit tags' keys, which are touched; then the keys of the tags
--             ("<hard>:<soft>") of each own append
-- ARGV  1     origin: the node
--       2     number of implicit tags
--       3..   for each own append its version, its mode (hard or soft) and the number of
--             its tags; 0 for a key event
-- Result      the clock; the version of the newest record, or 0 if there is none; 1 if
--             one of the own appends is lost, else 0; then the versions of own key events
--             of which that cannot be told. All as text
-- Complexity  O(own appends, and names of those whose record is gone)
--
-- An append is held if its record is there, of this origin. Without its record, it is held
-- if each of its tags is as new; a missing tag counts as held, since it is registered at the
-- clock. A bucket that is as new proves nothing for one key. So a key event without its
-- record is lost if the log passes over it: if the oldest record that is as new has the same
-- version, or follows an older one. Else the log was trimmed or evicted up to there, and
-- nobody can tell.
--
-- Versions are whole numbers below 2^53, which a Lua number holds exactly. What is none
-- counts as missing: it is somebody else's.

local LIMIT = 9007199254740992

-- Most keys of one MGET: Lua's stack is bounded
local SLICE = 1000

-- Digits; fewer than 16 of them are below the limit
local function number_of(digits)
	local number = tonumber(digits)
	if #digits < 16 or number < LIMIT then
		return number
	end
	return nil
end

local function version_of(text)
	return text and string.find(text, '^%d+$') and number_of(text) or nil
end

local function versions_of(text)
	if text then
		local hard, soft = string.match(text, '^(%d+):(%d+)$')
		hard, soft = hard and number_of(hard), soft and number_of(soft)
		if hard and soft then
			return hard, soft
		end
	end
	return nil
end

local function version_of_id(id)
	return version_of(string.match(id, '^(%d+)%-')) or 0
end

-- The last id ever given, also when its record was trimmed or deleted; and the id of the
-- newest record that is there. As versions, 0 if there is none
local function last_versions(log)
	local given, present = 0, 0
	local stream = redis.pcall('XINFO', 'STREAM', log)
	if not stream.err then
		for i = 1, #stream, 2 do
			if stream[i] == 'last-generated-id' then
				given = version_of_id(stream[i + 1])
			elseif stream[i] == 'last-entry' and stream[i + 1] then
				present = version_of_id(stream[i + 1][1])
			end
		end
	end
	return given, present
end

-- Whether the record of an append is there; if not, whether the log passes over it
local function find_record(log, version, origin, clock)
	local records = redis.pcall('XRANGE', log, version .. '-0', '+', 'COUNT', 1)
	if records.err or #records == 0 then
		return false, tonumber(version) > tonumber(clock)
	end
	local id, fields, field = records[1][1], records[1][2], {}
	for i = 1, #fields, 2 do
		field[fields[i]] = fields[i + 1]
	end
	if id == version .. '-0' then
		return field['origin'] == origin, true
	end
	local previous = version_of(field['prev']) or 0
	return false, previous > 0 and previous < tonumber(version)
end

local function are_as_new(first, count, version, mode)
	for from = first, first + count - 1, SLICE do
		local to = math.min(from + SLICE, first + count) - 1
		-- MGET and not GET: it gives nil for a key of another type
		local values = redis.call('MGET', unpack(KEYS, from, to))
		for i = 1, to - from + 1 do
			local hard, soft = versions_of(values[i])
			if hard and hard < version and (mode == 'hard' or soft < version) then
				return false
			end
		end
	end
	return true
end

-- The clock never expires. The real purpose: a replica, also a master that was demoted
-- under an open connection, refuses a write that changes nothing, and so never proves that
-- a node is caught up with the past
local refusal = redis.pcall('PERSIST', KEYS[1])
if type(refusal) == 'table' and refusal.err then
	return refusal
end

local origin, implicit = ARGV[1], tonumber(ARGV[2])
local given, present = last_versions(KEYS[2])
-- Reading the implicit tags is what keeps them in a memory that forgets what nobody uses
local clock = redis.call('MGET', unpack(KEYS, 1, 2 + implicit))[1]
if (version_of(clock) or 0) == 0 then
	local time = redis.call('TIME')
	clock = string.format('%.0f', math.max(time[1] * 1000000 + time[2], given))
	local made = redis.pcall('SET', KEYS[1], clock)
	if made.err then
		return made
	end
end

local lost, key, result = false, 3 + implicit, { clock, string.format('%.0f', present), '0' }
for i = 3, #ARGV, 3 do
	local version, mode, tags = ARGV[i], ARGV[i + 1], tonumber(ARGV[i + 2])
	if not lost then
		local held, passed_over = find_record(KEYS[2], version, origin, clock)
		if held then
			lost = false
		elseif tags > 0 then
			lost = not are_as_new(key, tags, tonumber(version), mode)
		elseif passed_over then
			lost = true
		else
			result[#result + 1] = version
		end
	end
	key = key + tags
end
result[3] = lost and '1' or '0'
return result
