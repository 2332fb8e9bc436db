package io.github.taggedcache;

import org.jspecify.annotations.Nullable;

/**
 * Which keys an operator looks for. All conditions must hold.
 *
 * @param region the name of the region, which this node need not have; null for all
 * regions of the namespace
 * @param tag a tag that the entries carry; {@code ~articles} stands for a region and
 * {@code ~} for everything; null for any
 * @param pattern what the keys match: {@code *} is any characters, {@code ?} is one, and
 * a backslash takes the next character literally. The canonical text of a key may match,
 * or a key that is a text itself. Null for all keys
 * @param cursor the cursor of the page before, of the same query; null to begin
 * @param limit how many keys end a page, from 1 to {@value #MAX_LIMIT}; a page may have
 * some more
 */
public record KeyQuery(@Nullable String region, @Nullable String tag, @Nullable String pattern, @Nullable String cursor,
		int limit) {

	/** Largest limit of a page. */
	public static final int MAX_LIMIT = 1000;

	/** Limit of a page where nothing else is said. */
	public static final int DEFAULT_LIMIT = 100;

	public KeyQuery {
		if (limit < 1 || limit > MAX_LIMIT) {
			throw new IllegalArgumentException("'limit' must be a number from 1 to " + MAX_LIMIT + ", not " + limit);
		}
	}

	/**
	 * The keys of all regions of the namespace.
	 * @return the query
	 */
	public static KeyQuery all() {
		return new KeyQuery(null, null, null, null, DEFAULT_LIMIT);
	}

	/**
	 * The same in one region.
	 * @param region the name of the region
	 * @return the query
	 */
	public KeyQuery inRegion(String region) {
		return new KeyQuery(region, this.tag, this.pattern, this.cursor, this.limit);
	}

	/**
	 * The same, of entries that carry a tag.
	 * @param tag the tag
	 * @return the query
	 */
	public KeyQuery withTag(String tag) {
		return new KeyQuery(this.region, tag, this.pattern, this.cursor, this.limit);
	}

	/**
	 * The same, of keys that match a pattern.
	 * @param pattern the pattern
	 * @return the query
	 */
	public KeyQuery matching(String pattern) {
		return new KeyQuery(this.region, this.tag, pattern, this.cursor, this.limit);
	}

	/**
	 * The next page of the same.
	 * @param cursor the cursor of the page before
	 * @return the query
	 */
	public KeyQuery after(@Nullable String cursor) {
		return new KeyQuery(this.region, this.tag, this.pattern, cursor, this.limit);
	}

	/**
	 * The same in larger or smaller pages.
	 * @param limit how many keys end a page
	 * @return the query
	 */
	public KeyQuery limit(int limit) {
		return new KeyQuery(this.region, this.tag, this.pattern, this.cursor, limit);
	}

}
