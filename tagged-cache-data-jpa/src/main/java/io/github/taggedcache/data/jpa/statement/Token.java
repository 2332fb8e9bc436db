package io.github.taggedcache.data.jpa.statement;

/**
 * A word or a symbol of a statement.
 *
 * @param text in lower case; of a name in quotes, without them and without its schema
 * @param kind what it is
 */
record Token(String text, Kind kind) {

	/**
	 * Whether this is a keyword, which is never in quotes.
	 */
	boolean is(String keyword) {
		return this.kind == Kind.WORD && this.text.equals(keyword);
	}

	boolean isSymbol(char symbol) {
		return this.kind == Kind.SYMBOL && this.text.charAt(0) == symbol;
	}

	/**
	 * Whether this may be the name of a table.
	 */
	boolean isName() {
		return this.kind != Kind.SYMBOL;
	}

	enum Kind {

		WORD, QUOTED, SYMBOL

	}

}
