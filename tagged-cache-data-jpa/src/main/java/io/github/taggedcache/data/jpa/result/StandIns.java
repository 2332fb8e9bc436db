package io.github.taggedcache.data.jpa.result;

import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.github.taggedcache.check.SetupException;
import io.github.taggedcache.data.jpa.EntityTags;
import io.github.taggedcache.data.jpa.model.EntityModels;
import io.github.taggedcache.data.jpa.model.EntityNames;
import io.github.taggedcache.data.jpa.model.TaggedEntity;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.core.annotation.RepeatableContainers;

/**
 * The classes whose objects stand for entities. Their superclasses and interfaces may say
 * so, as that of a projection does.
 */
final class StandIns {

	private final EntityModels models;

	private final Map<Class<?>, StandIn> known = new ConcurrentHashMap<>();

	StandIns(EntityModels models) {
		this.models = models;
	}

	/**
	 * How objects of a class stand for entities.
	 * @throws SetupException if an annotation is wrong
	 */
	StandIn of(Class<?> type) {
		StandIn found = this.known.get(type);
		if (found == null) {
			found = find(type);
			this.known.put(type, found);
		}
		return found;
	}

	private StandIn find(Class<?> type) {
		if (type.getName().startsWith("java.")) {
			return StandIn.NOTHING;
		}
		StandIn found = new StandIn();
		annotations(type).forEach((annotation) -> add(found, type, annotation));
		return found.isEmpty() ? StandIn.NOTHING : found;
	}

	private static Stream<MergedAnnotation<EntityTags>> annotations(Class<?> type) {
		return MergedAnnotations
			.from(type, SearchStrategy.TYPE_HIERARCHY,
					RepeatableContainers.explicitRepeatable(EntityTags.class, EntityTags.List.class))
			.stream(EntityTags.class);
	}

	private static Class<?> declared(Class<?> type, MergedAnnotation<EntityTags> annotation) {
		return (annotation.getSource() instanceof Class<?> source) ? source : type;
	}

	/**
	 * Whether objects of a class stand for entities.
	 */
	boolean isAnnotated(Class<?> type) {
		return !type.getName().startsWith("java.") && annotations(type).findAny().isPresent();
	}

	/**
	 * Whether the units that exist have all entities that the annotations of a class
	 * name.
	 */
	boolean areEntitiesKnown(Class<?> type) {
		return annotations(type).map((annotation) -> annotation.getClass("value")).allMatch((entity) -> {
			try {
				return this.models.named(EntityNames.of(entity)) != null;
			}
			catch (IllegalArgumentException ex) {
				return true;
			}
		});
	}

	/**
	 * Checks the annotations of a class, before there are objects. Objects of an abstract
	 * type may have properties that the type does not have.
	 * @throws SetupException if an annotation is wrong
	 */
	void check(Class<?> type) {
		annotations(type).forEach((annotation) -> {
			Class<?> declared = declared(type, annotation);
			entity(declared, annotation.getClass("value"));
			if (!Modifier.isAbstract(type.getModifiers())) {
				Property.of(declared, type, annotation.getString("id"));
			}
		});
	}

	private void add(StandIn found, Class<?> type, MergedAnnotation<EntityTags> annotation) {
		Class<?> declared = declared(type, annotation);
		TaggedEntity entity = entity(declared, annotation.getClass("value"));
		found.add(entity, Property.of(declared, type, annotation.getString("id")));
		found.search(declared, type);
	}

	private TaggedEntity entity(Class<?> declared, Class<?> entity) {
		TaggedEntity found;
		try {
			found = this.models.named(EntityNames.of(entity));
		}
		catch (IllegalArgumentException ex) {
			throw new SetupException(
					"@EntityTags on " + declared.getName() + " names " + entity.getName() + ", which is no entity.",
					"Name the class of an entity.");
		}
		if (found == null) {
			throw new SetupException(
					"@EntityTags on " + declared.getName() + " names " + entity.getName() + ", which has no tags.",
					"Put @CachedEntity on it, or set tagged-cache.data-jpa.entities to all.");
		}
		return found;
	}

}
