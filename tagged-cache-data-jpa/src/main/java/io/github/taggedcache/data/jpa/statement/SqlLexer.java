package io.github.taggedcache.data.jpa.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.taggedcache.data.jpa.statement.Token.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Takes the text of a statement apart, of whatever dialect: words, names in quotes and
 * symbols remain; comments and literals do not. Used once.
 */
final class SqlLexer {

	private final String sql;

	/** Whether a backslash before a quote keeps the literal open, as in MySQL. */
	private final boolean backslash;

	private final List<Token> tokens = new ArrayList<>();

	private int at;

	private boolean complete = true;

	SqlLexer(String sql, boolean backslash) {
		this.sql = sql;
		this.backslash = backslash;
	}

	/**
	 * The tokens, in their order.
	 */
	List<Token> tokens() {
		while (this.at < this.sql.length()) {
			next();
		}
		return this.tokens;
	}

	/**
	 * Whether each literal and comment had an end.
	 */
	boolean isComplete() {
		return this.complete;
	}

	private void next() {
		char first = this.sql.charAt(this.at);
		if (Character.isWhitespace(first)) {
			this.at++;
		}
		else if (this.sql.startsWith("--", this.at)) {
			int end = this.sql.indexOf('\n', this.at);
			this.at = (end < 0) ? this.sql.length() : end;
		}
		else if (this.sql.startsWith("/*", this.at)) {
			skipTo("*/", this.at + 2);
		}
		else if (first == '\'') {
			quoted('\'', false);
		}
		else if (first == '"' || first == '`') {
			quoted(first, true);
		}
		else if (first == '[' && isBracketedName()) {
			quoted(']', true);
		}
		else if (first == '$' && dollarTag() != null) {
			String tag = dollarTag();
			skipTo(tag, this.at + tag.length());
		}
		else if (isWordPart(first)) {
			word();
		}
		else {
			symbol(first);
			this.at++;
		}
	}

	private void symbol(char symbol) {
		this.tokens.add(new Token(String.valueOf(symbol), Kind.SYMBOL));
	}

	private static boolean isWordPart(char part) {
		return Character.isLetterOrDigit(part) || part == '_' || part == '$' || part == '#' || part == '@';
	}

	private void word() {
		int start = this.at;
		while (this.at < this.sql.length() && isWordPart(this.sql.charAt(this.at))) {
			this.at++;
		}
		String word = this.sql.substring(start, this.at).toLowerCase(Locale.ROOT);
		if ((word.equals("q") || word.equals("nq")) && this.at + 1 < this.sql.length()
				&& this.sql.charAt(this.at) == '\'') {
			skipTo(closing(this.sql.charAt(this.at + 1)) + "'", this.at + 2);
			return;
		}
		this.tokens.add(new Token(word, Kind.WORD));
	}

	/**
	 * What ends a literal of Oracle with a delimiter of its own.
	 */
	private static char closing(char opening) {
		return switch (opening) {
			case '[' -> ']';
			case '(' -> ')';
			case '{' -> '}';
			case '<' -> '>';
			default -> opening;
		};
	}

	private void skipTo(String end, int from) {
		int found = this.sql.indexOf(end, from);
		this.complete &= found >= 0;
		this.at = (found < 0) ? this.sql.length() : found + end.length();
		symbol('?');
	}

	/**
	 * Reads what is in quotes. Two quotes stand for one.
	 */
	private void quoted(char quote, boolean isName) {
		StringBuilder text = new StringBuilder();
		for (int i = this.at + 1; i < this.sql.length(); i++) {
			char next = this.sql.charAt(i);
			boolean isLast = (i + 1 == this.sql.length());
			if (next == '\\' && this.backslash && quote != ']' && !isLast) {
				i++;
			}
			else if (next == quote && !isLast && this.sql.charAt(i + 1) == quote) {
				i++;
				text.append(quote);
			}
			else if (next == quote) {
				this.at = i + 1;
				add(text.toString(), isName);
				return;
			}
			else {
				text.append(next);
			}
		}
		this.at = this.sql.length();
		this.complete = false;
	}

	private void add(String quoted, boolean isName) {
		if (isName) {
			String name = quoted.substring(quoted.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
			this.tokens.add(new Token(name, Kind.QUOTED));
		}
		else {
			symbol('?');
		}
	}

	/**
	 * Whether a bracket begins a name of SQL Server, and no index into an array.
	 */
	private boolean isBracketedName() {
		int end = this.sql.indexOf(']', this.at);
		if (end <= this.at + 1 || (this.at > 0 && isOperandEnd(this.sql.charAt(this.at - 1)))) {
			return false;
		}
		return this.sql.substring(this.at + 1, end)
			.chars()
			.allMatch((part) -> isWordPart((char) part) || part == ' ' || part == '.' || part == '-');
	}

	private static boolean isOperandEnd(char before) {
		return isWordPart(before) || before == ')' || before == ']' || before == '"' || before == '\'';
	}

	/**
	 * The tag that begins a literal of PostgreSQL, with both dollars.
	 * @return null if this dollar begins none
	 */
	private @Nullable String dollarTag() {
		int end = this.sql.indexOf('$', this.at + 1);
		if (end < 0 || (end > this.at + 1 && Character.isDigit(this.sql.charAt(this.at + 1)))) {
			return null;
		}
		boolean isTag = this.sql.substring(this.at + 1, end)
			.chars()
			.allMatch((part) -> Character.isLetterOrDigit(part) || part == '_');
		return isTag ? this.sql.substring(this.at, end + 1) : null;
	}

}
