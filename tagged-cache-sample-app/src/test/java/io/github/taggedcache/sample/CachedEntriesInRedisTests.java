package io.github.taggedcache.sample;

class CachedEntriesInRedisTests extends CachedEntriesTests {

	CachedEntriesInRedisTests() {
		super("redis");
	}

}
