package io.github.taggedcache.data.jpa.result;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.github.taggedcache.ValueTags;
import io.github.taggedcache.data.jpa.EntityTags;
import io.github.taggedcache.data.jpa.graph.InitializedGraph;
import io.github.taggedcache.data.jpa.graph.MappedClasses;
import io.github.taggedcache.data.jpa.graph.RowTags;
import io.github.taggedcache.data.jpa.model.EntityModels;
import io.github.taggedcache.data.jpa.model.TagForms;
import io.github.taggedcache.data.jpa.model.TaggedEntity;
import io.github.taggedcache.data.jpa.scope.ScopeTemplates;
import org.jspecify.annotations.Nullable;

/**
 * Gives each cached value the tags of the rows in it: of the entities that are there
 * without a statement, and of the objects that stand for entities by {@link EntityTags}.
 * <p>
 * Searched are entities, what their associations lead to, collections, maps, arrays,
 * optionals, tuples, pages, records, and objects with {@link EntityTags}. An entity
 * inside of another object is not found. Proxies and collections that are not initialised
 * stay so, and have no tags.
 */
public final class EntityValueTags implements ValueTags {

	private static final String ANY = "[]";

	private final EntityModels models;

	private final MappedClasses classes;

	private final StandIns standIns;

	private final ScopeTemplates templates;

	/**
	 * Creates it.
	 * @param models the persistence units, which may be added later
	 * @param templates checks the templates of methods
	 */
	public EntityValueTags(EntityModels models, ScopeTemplates templates) {
		this.models = models;
		this.classes = new MappedClasses(models::all);
		this.standIns = new StandIns(models);
		this.templates = templates;
	}

	@Override
	public Rule of(Method method, List<String> templates) {
		this.templates.check(method, templates);
		Set<String> declared = templates.stream().map(EntityValueTags::name).collect(Collectors.toUnmodifiableSet());
		return new Rule() {

			@Override
			public Collection<String> of(@Nullable Object value) {
				return tags(value, declared);
			}

			@Override
			public boolean wants(String tag) {
				return !tag.endsWith(ANY) || !declared.contains(tag.substring(0, tag.length() - ANY.length()));
			}

		};
	}

	/**
	 * The name that a tag begins with. It is empty if the template does not show it.
	 */
	private static String name(String template) {
		for (int i = 0; i < template.length(); i++) {
			char character = template.charAt(i);
			if (character == ':' || character == '[') {
				return template.substring(0, i);
			}
			if (character == '#') {
				return "";
			}
		}
		return "";
	}

	/**
	 * A value that was read past Hibernate may have no more than the tags that its method
	 * declares. Bulk changes reach it by the table.
	 */
	private Collection<String> tags(@Nullable Object value, Set<String> declared) {
		RowTags rows = new RowTags();
		new InitializedGraph(this.classes, new FoundRows(rows, this.standIns)).follow(value);
		Set<String> tags = new LinkedHashSet<>();
		rows.addTo(tags);
		for (String name : declared) {
			TaggedEntity entity = this.models.named(name);
			if (entity != null) {
				tags.add(entity.table());
				tags.add(TagForms.EVERY_TABLE);
			}
		}
		return tags;
	}

	/**
	 * Has the tags of what a walk finds.
	 */
	private record FoundRows(RowTags rows, StandIns standIns) implements InitializedGraph.Found {

		@Override
		public void row(TaggedEntity entity, Object id) {
			this.rows.add(entity, id);
		}

		@Override
		public void object(Object object, Consumer<@Nullable Object> more) {
			this.standIns.of(object.getClass()).find(object, this.rows::add, more);
		}

	}

}
