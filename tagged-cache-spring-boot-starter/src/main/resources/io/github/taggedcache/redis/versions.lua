-- Stands in front of each script: reads and writes versions, finds the newest one.
--
-- Versions are whole numbers below 2^53, which a Lua number holds exactly. A text that is
-- no version counts as missing: somebody else wrote it, and it is written over.

local LIMIT = 9007199254740992

-- Fewer than 16 digits are below the limit
local function number_of(digits)
	local number = tonumber(digits)
	if #digits < 16 or number < LIMIT then
		return number
	end
	return nil
end

-- The version of the clock, or nil
local function version_of(text)
	return text and string.find(text, '^%d+$') and number_of(text) or nil
end

-- The hard and the soft version of a tag, or nil. A tag without a soft version is its hard
-- version alone: Redis keeps the text of a number in half the bytes of another text
local function versions_of(text)
	local alone = version_of(text)
	if alone then
		return alone, 0
	end
	if text then
		local hard, soft = string.match(text, '^(%d+):(%d+)$')
		hard, soft = hard and number_of(hard), soft and number_of(soft)
		if hard and soft then
			return hard, soft
		end
	end
	return nil
end

-- The version of a bucket: "<version>", or "<version>:<put>" if a put made its newest event;
-- or nil
local function event_of(text)
	local version, put = versions_of(text)
	return version_of(text) or (put and put > 0 and version or nil)
end

local function text_of(version)
	return string.format('%.0f', version)
end

-- The last id that the log gave, also when its record was trimmed or deleted; and the id of
-- the newest record that is there. Both are 0 if there is none, and nil if the id is no
-- version
local function last_versions(log)
	local given, present = 0, 0
	local stream = redis.pcall('XINFO', 'STREAM', log)
	if not stream.err then
		for i = 1, #stream, 2 do
			if stream[i] == 'last-generated-id' then
				given = version_of(string.match(stream[i + 1], '^(%d+)%-'))
			elseif stream[i] == 'last-entry' and stream[i + 1] then
				present = version_of(string.match(stream[i + 1][1], '^(%d+)%-'))
			end
		end
	end
	return given, present
end

local function failed(reply)
	return type(reply) == 'table' and reply.err
end

-- Nil on a master. The clock never expires, so PERSIST changes nothing. A replica, also a
-- master that was demoted under an open connection, refuses it as it refuses any write. So
-- a script that needs the newest versions never answers with versions of the past
local function refusal_of_a_replica(clock)
	local reply = redis.pcall('PERSIST', clock)
	return failed(reply) and reply or nil
end

-- A clock in the place of a missing one: not below the time, nor below the log's last id
local function new_clock(last)
	local time = redis.call('TIME')
	return text_of(math.max(time[1] * 1000000 + time[2], last or 0))
end

