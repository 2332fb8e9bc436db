package io.github.taggedcache.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page of Markdown in the repository.
 *
 * @param path where the page is
 * @param lines its lines
 */
record Document(Path path, List<String> lines) {

	private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

	private static final Pattern NAMED_ROW = Pattern.compile("\\| `([^`]+)`[^|]*\\|(.*)\\|");

	static Document of(String path) {
		return read(ROOT.resolve(path));
	}

	static List<Document> all() {
		try (Stream<Path> top = Files.list(ROOT); Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
			return Stream.concat(top, docs)
				.filter((path) -> path.toString().endsWith(".md"))
				.sorted()
				.map(Document::read)
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Document read(Path path) {
		try {
			return new Document(path, Files.readAllLines(path));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The lines outside of fenced code.
	 */
	List<String> prose() {
		List<String> prose = new ArrayList<>();
		boolean code = false;
		for (String line : this.lines) {
			if (line.strip().startsWith("```")) {
				code = !code;
			}
			else if (!code) {
				prose.add(line);
			}
		}
		return prose;
	}

	List<String> headings() {
		return prose().stream().filter((line) -> line.startsWith("#")).toList();
	}

	/**
	 * The targets of all links within the repository.
	 */
	List<String> links() {
		return prose().stream()
			.flatMap((line) -> LINK.matcher(line).results())
			.map((match) -> match.group(1))
			.filter((target) -> !target.contains("://"))
			.toList();
	}

	boolean leadsSomewhere(String link) {
		int hash = link.indexOf('#');
		String file = (hash < 0) ? link : link.substring(0, hash);
		Path target = file.isEmpty() ? this.path : this.path.resolveSibling(file).normalize();
		if (hash < 0 || !Files.exists(target)) {
			return Files.exists(target);
		}
		return read(target).anchors().contains(link.substring(hash + 1));
	}

	/**
	 * The anchors of the headings, as GitHub makes them.
	 */
	private Set<String> anchors() {
		return headings().stream()
			.map((heading) -> heading.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
			.map((text) -> text.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
			.collect(Collectors.toSet());
	}

	/**
	 * The rows of tables that begin with a name in code, without the cell of the name.
	 */
	Map<String, String> namedRows() {
		Map<String, String> rows = new LinkedHashMap<>();
		for (String line : this.lines) {
			Matcher row = NAMED_ROW.matcher(line);
			if (row.matches()) {
				rows.put(row.group(1), row.group(2));
			}
		}
		return rows;
	}

	@Override
	public String toString() {
		return ROOT.relativize(this.path).toString();
	}

}
