package io.github.taggedcache.sample;

class CachedEntriesInMemoryTests extends CachedEntriesTests {

	CachedEntriesInMemoryTests() {
		super("memory");
	}

}
