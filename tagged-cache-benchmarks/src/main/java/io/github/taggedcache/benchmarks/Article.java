package io.github.taggedcache.benchmarks;

/**
 * The value of all benchmarks: about 1 kB as JSON.
 *
 * @param id its id
 * @param authorId the id of its author
 * @param title its title
 * @param text its text
 */
record Article(long id, long authorId, String title, String text) {

	private static final String TEXT = "All work and no play makes a dull cache. ".repeat(22);

	static Article of(long id) {
		return new Article(id, id % 100, "Article " + id, TEXT);
	}

}
