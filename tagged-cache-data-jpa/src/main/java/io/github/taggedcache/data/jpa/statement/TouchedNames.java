package io.github.taggedcache.data.jpa.statement;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * The names that a statement mentions, told apart by what it does to the tables of these
 * names. Names of columns and functions are among them; a name too much is safe.
 */
final class TouchedNames {

	private static final Set<String> READING = Set.of("select", "with", "values", "table", "show", "describe", "desc",
			"explain");

	private static final Set<String> INSERTING = Set.of("insert", "merge", "replace", "upsert");

	private static final Set<String> WRITING = Set.of("insert", "update", "delete", "merge", "replace", "truncate",
			"upsert");

	/** Change tables as a whole, or what they look like. */
	private static final Set<String> REPLACING = Set.of("truncate", "drop", "alter", "rename", "load", "copy");

	/** Change no row. */
	private static final Set<String> HARMLESS = Set.of("set", "reset", "savepoint", "release", "commit", "rollback",
			"start", "abort", "create", "comment", "grant", "revoke", "analyze", "vacuum", "use", "lock", "unlock",
			"fetch", "close", "deallocate", "discard", "listen", "unlisten", "notify", "checkpoint", "pragma");

	private final Predicate<String> isTable;

	private final Set<String> read = new HashSet<>();

	private final Set<String> written = new HashSet<>();

	private boolean known = true;

	/**
	 * Creates it without any.
	 * @param isTable whether a name is one of a table that matters
	 */
	TouchedNames(Predicate<String> isTable) {
		this.isTable = isTable;
	}

	Set<String> read() {
		return this.read;
	}

	Set<String> written() {
		return this.written;
	}

	/**
	 * Whether the statement was understood.
	 */
	boolean isKnown() {
		return this.known;
	}

	/**
	 * Adds a text with one statement or several. Where dialects disagree about the end of
	 * a literal, both readings count, unless one leaves the last literal open.
	 * @param sql the text
	 */
	void add(String sql) {
		boolean isRead = add(sql, false);
		if (sql.contains("\\'") || sql.contains("\\\"")) {
			isRead |= add(sql, true);
		}
		this.known &= isRead;
	}

	private boolean add(String sql, boolean backslash) {
		SqlLexer lexer = new SqlLexer(sql, backslash);
		List<Token> tokens = lexer.tokens();
		if (lexer.isComplete()) {
			addAll(tokens);
		}
		return lexer.isComplete();
	}

	private void addAll(List<Token> tokens) {
		int start = 0;
		for (int i = 0; i <= tokens.size(); i++) {
			if (i == tokens.size() || tokens.get(i).isSymbol(';')) {
				add(tokens.subList(start, i));
				start = i + 1;
			}
		}
	}

	private void add(List<Token> all) {
		int verb = 0;
		while (verb < all.size() && !all.get(verb).isName()) {
			verb++;
		}
		if (verb == all.size()) {
			return;
		}
		List<Token> rest = all.subList(verb + 1, all.size());
		String word = all.get(verb).text();
		if (READING.contains(word)) {
			reading(word, rest);
		}
		else if (INSERTING.contains(word)) {
			writing(targetsOfInto(rest), rest);
		}
		else if (word.equals("update")) {
			writing(targetsOfUpdate(rest), rest);
		}
		else if (word.equals("delete")) {
			writing(targetsOfDelete(rest), rest);
		}
		else if (REPLACING.contains(word)) {
			writing(List.of(), rest);
		}
		else if (HARMLESS.contains(word) ? isFollowed(word, rest) : !isNextValue(word, rest)) {
			this.known = false;
		}
	}

	/**
	 * Whether SQL Server may find another statement behind this one, without a semicolon.
	 */
	private static boolean isFollowed(String verb, List<Token> rest) {
		return (verb.equals("set") || verb.equals("use")) && hasWritingWord(rest);
	}

	private void reading(String verb, List<Token> rest) {
		Set<String> names = names(rest);
		this.read.addAll(names);
		if (verb.equals("select") ? hasWritingPart(rest) : hasWritingWord(rest)) {
			this.written.addAll(names);
		}
		else {
			this.written.addAll(targetsOfInto(rest));
		}
	}

	private static boolean hasWritingWord(List<Token> tokens) {
		for (int i = 0; i < tokens.size(); i++) {
			boolean isLock = i > 0 && tokens.get(i).is("update")
					&& (tokens.get(i - 1).is("for") || tokens.get(i - 1).is("key"));
			if (tokens.get(i).kind() == Token.Kind.WORD && WRITING.contains(tokens.get(i).text()) && !isLock) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Whether a statement stands in the place of a table, whose columns may be called
	 * like verbs.
	 */
	private static boolean hasWritingPart(List<Token> tokens) {
		for (int i = 1; i < tokens.size(); i++) {
			Token before = tokens.get(i - 1);
			Token token = tokens.get(i);
			boolean isInsert = token.is("into") && (before.is("insert") || before.is("merge") || before.is("replace"));
			boolean isDelete = token.is("from") && before.is("delete");
			boolean isUpdate = token.is("update") && before.isSymbol('(');
			if (isInsert || isDelete || isUpdate) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Adds the targets of a statement. If there is none, whatever is mentioned is
	 * written.
	 */
	private void writing(Collection<String> targets, List<Token> rest) {
		Set<String> names = names(rest);
		this.written.addAll(targets.isEmpty() ? names : targets);
		names.removeAll(targets);
		this.read.addAll(names);
	}

	private static Set<String> names(List<Token> tokens) {
		Set<String> names = new HashSet<>();
		tokens.stream().filter(Token::isName).map(Token::text).forEach(names::add);
		return names;
	}

	private static Set<String> targetsOfInto(List<Token> tokens) {
		Set<String> targets = new HashSet<>();
		for (int i = 0; i < tokens.size(); i++) {
			if (tokens.get(i).is("into")) {
				String target = path(tokens, i + 1);
				if (target == null) {
					return Set.of();
				}
				targets.add(target);
			}
		}
		return targets;
	}

	/**
	 * What stands before {@code set}; nothing if that is an alias, which the rest
	 * explains.
	 */
	private Set<String> targetsOfUpdate(List<Token> tokens) {
		for (int i = 0; i < tokens.size(); i++) {
			if (tokens.get(i).is("set")) {
				Set<String> targets = names(tokens.subList(0, i));
				return isExplained(targets, tokens.subList(i, tokens.size())) ? Set.of() : targets;
			}
		}
		return Set.of();
	}

	private Set<String> targetsOfDelete(List<Token> tokens) {
		if (tokens.isEmpty() || !tokens.get(0).is("from")) {
			return Set.of();
		}
		int start = 1;
		while (start < tokens.size() && tokens.get(start).is("only")) {
			start++;
		}
		String target = path(tokens, start);
		if (target == null) {
			return Set.of();
		}
		List<Token> rest = tokens.subList(start, tokens.size());
		boolean isList = rest.size() > 1 && rest.stream()
			.dropWhile((token) -> token.isName() || token.isSymbol('.'))
			.findFirst()
			.filter((token) -> token.isSymbol(','))
			.isPresent();
		return (isList || isExplained(Set.of(target), rest)) ? Set.of() : Set.of(target);
	}

	/**
	 * Whether none of the names is one of a table, and more tables follow outside of
	 * parentheses.
	 */
	private boolean isExplained(Set<String> targets, List<Token> rest) {
		if (targets.stream().anyMatch(this.isTable)) {
			return false;
		}
		int depth = 0;
		for (Token token : rest) {
			depth += token.isSymbol('(') ? 1 : 0;
			depth -= token.isSymbol(')') ? 1 : 0;
			if (depth == 0 && (token.is("from") || token.is("using"))) {
				return true;
			}
		}
		return false;
	}

	/**
	 * The last part of a name with or without a schema.
	 * @return null if there is no name
	 */
	private static @Nullable String path(List<Token> tokens, int start) {
		String last = null;
		for (int i = start; i < tokens.size() && tokens.get(i).isName(); i += 2) {
			last = tokens.get(i).text();
			if (i + 1 == tokens.size() || !tokens.get(i + 1).isSymbol('.')) {
				break;
			}
		}
		return last;
	}

	/**
	 * Whether this is how HSQLDB asks a sequence.
	 */
	private static boolean isNextValue(String verb, List<Token> rest) {
		return verb.equals("call") && rest.size() > 2 && rest.get(0).is("next") && rest.get(1).is("value");
	}

}
