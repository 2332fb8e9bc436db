package io.github.taggedcache.release;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * What both releases read: articles with a title, a price and an author.
 */
public final class ShopDatabase {

	/** Number of articles. */
	static final int ARTICLES = 10;

	private final String[] titles = IntStream.range(0, ARTICLES)
		.mapToObj((id) -> "title " + id + ".0")
		.toArray(String[]::new);

	private final AtomicInteger reads = new AtomicInteger();

	private int changes;

	/**
	 * Reads a title, and counts that.
	 * @param id the id of the article
	 * @return the title
	 */
	public String title(long id) {
		this.reads.incrementAndGet();
		return this.titles[(int) id];
	}

	/**
	 * Reads the author of an article.
	 * @param id the id of the article
	 * @return the name of the author
	 */
	public String author(long id) {
		return "author " + (id % 3);
	}

	/**
	 * What a title is now, uncounted.
	 */
	String current(long id) {
		return this.titles[(int) id];
	}

	/**
	 * Changes the titles of all articles of an author.
	 */
	void rename(String author) {
		this.changes++;
		for (int id = 0; id < ARTICLES; id++) {
			if (author(id).equals(author)) {
				this.titles[id] = "title " + id + "." + this.changes;
			}
		}
	}

	void renameOne(long id) {
		this.titles[(int) id] = "title " + id + "." + (++this.changes);
	}

	int reads() {
		return this.reads.get();
	}

}
