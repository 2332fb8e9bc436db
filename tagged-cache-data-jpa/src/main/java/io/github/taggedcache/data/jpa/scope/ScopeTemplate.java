package io.github.taggedcache.data.jpa.scope;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.taggedcache.data.jpa.model.EntityModels;
import io.github.taggedcache.data.jpa.model.ScopeShape;
import io.github.taggedcache.data.jpa.model.TaggedEntity;
import org.jspecify.annotations.Nullable;

/**
 * A template that gives scope tags: {@code Ticket[owner=#{#id},status=OPEN]}. Its name
 * and its fields are literal text.
 *
 * @param text the template
 * @param name the name of the entity
 * @param values the text of each value, by field, in the order of the template
 * @param closed whether nothing is left out and nothing follows
 */
record ScopeTemplate(String text, String name, List<Map.Entry<String, String>> values, boolean closed) {

	private static final Pattern NAME = Pattern.compile("([^#\\[\\]=,:]+)\\[[^\\[\\]#]*?=.*", Pattern.DOTALL);

	private static final Pattern FIELD = Pattern.compile("\\s*([\\w$.]+)\\s*=");

	/**
	 * Parses a template.
	 * @return null if it has another form
	 */
	static @Nullable ScopeTemplate parse(String template) {
		Matcher name = NAME.matcher(template);
		if (!name.matches()) {
			return null;
		}
		List<Map.Entry<String, String>> values = new ArrayList<>();
		Parts parts = Parts.of(template.substring(name.end(1) + 1));
		for (String part : parts.texts()) {
			Matcher field = FIELD.matcher(part);
			if (!field.lookingAt()) {
				return new ScopeTemplate(template, name.group(1), values, false);
			}
			values.add(Map.entry(field.group(1), part.substring(field.end())));
		}
		return new ScopeTemplate(template, name.group(1), values, parts.closed());
	}

	/**
	 * Says what is wrong.
	 * @return null if nothing is
	 */
	@Nullable Problem problem(EntityModels models) {
		TaggedEntity entity = models.named(this.name);
		if (entity == null) {
			return new Problem(
					"The tag template \"" + this.text + "\" names rows of " + this.name
							+ ", and no entity has tags of that name.",
					"Name an entity as its tags do, and put @CachedEntity on the entity if "
							+ "tagged-cache.data-jpa.entities is annotated.");
		}
		List<String> fields = this.values.stream().map(Map.Entry::getKey).sorted().distinct().toList();
		if (!fields.isEmpty() && !entity.scopes().contains(new ScopeShape(fields))) {
			return new Problem(
					"The tag template \"" + this.text + "\" names the fields " + String.join(", ", fields) + " of "
							+ this.name + ", which nobody watches.",
					"Declare them on " + entity.root() + ": @CachedEntity(scopes = \"" + String.join(", ", fields)
							+ "\")" + declared(entity) + ".");
		}
		if (!this.closed || fields.isEmpty() || !rightForm().equals(this.text)) {
			return new Problem("The tag template \"" + this.text + "\" is not written as scope tags are.",
					"Write the fields in the order of their names, without blanks"
							+ (fields.isEmpty() ? "." : (": \"" + rightForm() + "\".")));
		}
		return valueProblem();
	}

	/**
	 * A text that no row gives.
	 */
	private @Nullable Problem valueProblem() {
		for (Map.Entry<String, String> value : this.values) {
			if (value.getValue().isEmpty()) {
				return new Problem("The tag template \"" + this.text + "\" has no value for " + value.getKey() + ".",
						"Write one, or an expression: \"" + this.name + "[" + value.getKey() + "=#{...}]\".");
			}
			if (Parts.literal(value.getValue()).contains(":")) {
				return new Problem("The tag template \"" + this.text + "\" has a colon in the value of "
						+ value.getKey() + ", and values in tags have none.", "Write %3A in its place.");
			}
		}
		return null;
	}

	private static String declared(TaggedEntity entity) {
		if (entity.scopes().isEmpty()) {
			return "";
		}
		return entity.scopes()
			.stream()
			.map((shape) -> String.join(", ", shape.fields()))
			.collect(Collectors.joining("; ", " (it declares: ", ")"));
	}

	private String rightForm() {
		Map<String, String> sorted = new TreeMap<>();
		this.values.forEach((value) -> sorted.put(value.getKey(), value.getValue().strip()));
		return sorted.entrySet()
			.stream()
			.map((value) -> value.getKey() + "=" + value.getValue())
			.collect(Collectors.joining(",", this.name + "[", "]"));
	}

}
