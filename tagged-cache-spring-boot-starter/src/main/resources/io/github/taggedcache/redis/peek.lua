-- Reads the clock of a namespace and versions, for operators. Writes nothing.
--
-- KEYS  1     clock: string, the newest version
--       2     log: stream of the invalidations; not read
--       3..   the tags' keys ("<hard>" or "<hard>:<soft>"), then the buckets' keys ("<version>"
--             or "<version>:<put>")
-- Result      the clock, then the value of each of KEYS[3..]; nil for what is missing
-- Complexity  O(names)

-- MGET and not GET: it gives nil for a key of another type
return redis.call('MGET', KEYS[1], unpack(KEYS, 3))
