-- Tells a node that follows the log how new the log is, and whether its own appends that
-- it has not met there are still held.
--
-- KEYS  1     clock: string, the newest version
--       2     log: stream of the invalidations
--       3..   the implicit tags' keys, which are touched; then the keys of the tags
--             ("<hard>" or "<hard>:<soft>") of each own append
-- ARGV  1     origin: the node
--       2     number of implicit tags
--       3..   for each own append its version, its mode (hard or soft) and the number of
--             its tags; 0 for a key event
-- Result      the clock; the version of the newest record, or 0 if there is none; 1 if
--             one of the own appends is lost, else 0; then the versions of own key events
--             of which that cannot be told. All as text
-- Complexity  O(own appends, and names of those whose record is gone)
--
-- An append is held if the log has its record, of this origin. Without its record it is
-- lost if the log passes over it: if the oldest record that is as new has the same version,
-- or follows an older version. Then nodes that follow the log never learn of it, whatever
-- the tags' keys say: a tag may be missing, or registered at a newer clock. Else the log was
-- trimmed or evicted up to there, and all nodes meet a gap; or another node's record of this
-- version is a repair that stands for ours. An invalidation of tags is held then if each of
-- the tags is as new; a missing tag counts as new, because it will be registered at the
-- clock. Of a key event nobody can tell: a bucket that is as new proves nothing for one key.

-- Most keys of one MGET: Lua's stack is bounded
local SLICE = 1000

-- Whether the record of an append is there; if not, whether the log passes over it; and
-- whether another record has its version
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
		return field['origin'] == origin, true, true
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

local refusal = refusal_of_a_replica(KEYS[1])
if refusal then
	return refusal
end

local origin, implicit = ARGV[1], tonumber(ARGV[2])
local given, present = last_versions(KEYS[2])
-- Reading the implicit tags keeps them from being evicted
local clock = redis.call('MGET', unpack(KEYS, 1, 2 + implicit))[1]
if (version_of(clock) or 0) == 0 then
	clock = new_clock(given)
	local made = redis.pcall('SET', KEYS[1], clock)
	if failed(made) then
		return made
	end
end

local lost, key, result = false, 3 + implicit, { clock, text_of(present or 0), '0' }
for i = 3, #ARGV, 3 do
	local version, mode, tags = ARGV[i], ARGV[i + 1], tonumber(ARGV[i + 2])
	if not lost then
		local held, passed_over, is_taken = find_record(KEYS[2], version, origin, clock)
		if held then
			lost = false
		elseif passed_over and not (tags > 0 and is_taken) then
			lost = true
		elseif tags > 0 then
			lost = not are_as_new(key, tags, tonumber(version), mode)
		else
			result[#result + 1] = version
		end
	end
	key = key + tags
end
result[3] = lost and '1' or '0'
return result
