package io.github.taggedcache.benchmarks.product;

import java.util.stream.IntStream;

/**
 * The value of all benchmarks: about 1 kB as JSON.
 *
 * @param id its id
 * @param version how often it was changed
 * @param title its title
 * @param text its text
 */
public record Article(long id, long version, String title, String text) {

	private static final String TEXT = "All work and no play makes a dull cache. ".repeat(22);

	/**
	 * Makes the first version of an article. Each has a text of its own in memory, as it
	 * would have from a database.
	 * @param id the id
	 * @return the article
	 */
	public static Article of(long id) {
		return new Article(id, 0, "Article " + id, TEXT + id);
	}

	/**
	 * Makes an article with a text of a certain length.
	 * @param id the id
	 * @param length how many characters, of one byte each
	 * @return the article
	 */
	public static Article of(long id, int length) {
		return new Article(id, 0, "Article " + id, TEXT.repeat(1 + length / TEXT.length()).substring(0, length));
	}

	/**
	 * Makes a later version.
	 * @param newVersion the version
	 * @return the article
	 */
	public Article withVersion(long newVersion) {
		return new Article(this.id, newVersion, this.title, this.text);
	}

	/**
	 * The tag that only this article has.
	 * @param id the id of an article
	 * @return the tag
	 */
	public static String tag(long id) {
		return "article:" + id;
	}

	/**
	 * The tags of an article: its own, its author's, its category's, and more like that.
	 * @param id the id of an article
	 * @param count how many tags
	 * @return the tags
	 */
	public static String[] tags(long id, int count) {
		return IntStream.range(0, count).mapToObj((i) -> switch (i) {
			case 0 -> tag(id);
			case 1 -> "author:" + id % 1000;
			case 2 -> "category:" + id % 100;
			default -> "keyword:" + i + ":" + id % 100;
		}).toArray(String[]::new);
	}

}
