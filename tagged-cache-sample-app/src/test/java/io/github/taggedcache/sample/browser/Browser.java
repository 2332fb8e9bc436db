package io.github.taggedcache.sample.browser;

import java.net.URI;

/**
 * What a person does with a page. Elements are named by CSS selectors; one that is not
 * there is an error of what is done to it.
 */
interface Browser extends AutoCloseable {

	void open(URI page);

	void click(String selector);

	/**
	 * Types a text in place of the one that an input holds.
	 */
	void type(String selector, String text);

	/**
	 * The texts of all elements, in the order of the page.
	 */
	String text(String selector);

	@Override
	void close();

}
