-- Releases the lease of an entry, if its owner still holds it.
--
-- KEYS  1     the lease: string, the owner
-- ARGV  1     the owner
-- Result      "1" if the owner held the lease, else "0"
-- Complexity  O(1)

if redis.call('GET', KEYS[1]) == ARGV[1] then
	redis.call('UNLINK', KEYS[1])
	return { '1' }
end
return { '0' }
