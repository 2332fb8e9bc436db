package io.github.taggedcache.key;

import org.jspecify.annotations.Nullable;

/**
 * Collects the text of one key, within bounds of depth and length.
 */
final class KeyWriter {

	static final int MAXIMUM_DEPTH = 32;

	/*
	 * Lists that share their parts stay small in memory and have a text that doubles with
	 * each level.
	 */
	static final int MAXIMUM_LENGTH = 1 << 22;

	private final KeyForms forms;

	private final Class<?> keyType;

	private final StringBuilder text = new StringBuilder(64);

	private int depth;

	KeyWriter(KeyForms forms, Class<?> keyType) {
		this.forms = forms;
		this.keyType = keyType;
	}

	/**
	 * Write a value in the form of its class.
	 * @param value the value
	 */
	void value(@Nullable Object value) {
		if (value == null) {
			this.text.append("null");
			return;
		}
		KeyForm form = this.forms.get(value.getClass());
		if (form == null) {
			throw UnsupportedKeys.type(value.getClass(), this.keyType);
		}
		form.write(value, this);
		if (this.text.length() > MAXIMUM_LENGTH) {
			throw UnsupportedKeys.tooLong(this.keyType);
		}
	}

	/**
	 * Write values with {@code ,} between them.
	 * @param values the values
	 */
	void values(Iterable<?> values) {
		boolean first = true;
		for (Object value : values) {
			if (!first) {
				this.text.append(',');
			}
			first = false;
			value(value);
		}
	}

	/**
	 * Begin a value that has parts.
	 * @param start its text up to the first part
	 */
	void open(String start) {
		if (++this.depth > MAXIMUM_DEPTH) {
			throw UnsupportedKeys.tooDeep(this.keyType);
		}
		this.text.append(start);
	}

	/**
	 * End a value that has parts.
	 * @param end its last character
	 */
	void close(char end) {
		this.depth--;
		this.text.append(end);
	}

	/**
	 * Give access to the text, for what needs no quoting.
	 * @return the text so far
	 */
	StringBuilder raw() {
		return this.text;
	}

	/**
	 * Take back what was written last.
	 * @param start the length of the text before
	 * @return what was written since
	 */
	String takeBack(int start) {
		String taken = this.text.substring(start);
		this.text.setLength(start);
		return taken;
	}

	Class<?> keyType() {
		return this.keyType;
	}

	String text() {
		return this.text.toString();
	}

}
