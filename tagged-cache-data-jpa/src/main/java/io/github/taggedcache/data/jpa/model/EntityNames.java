package io.github.taggedcache.data.jpa.model;

import io.github.taggedcache.Tag;
import io.github.taggedcache.data.jpa.CachedEntity;
import jakarta.persistence.Entity;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotationUtils;

/**
 * The names of entities in tags.
 */
public final class EntityNames {

	private EntityNames() {
	}

	/**
	 * Returns the name of an entity.
	 * @param entity the class of the entity
	 * @return what {@link CachedEntity} says on the root of its hierarchy, else the
	 * entity name of that
	 * @throws IllegalArgumentException if the class is no entity
	 */
	public static String of(Class<?> entity) {
		Class<?> root = root(entity);
		if (root == null) {
			throw new IllegalArgumentException(entity.getName() + " is no entity: it has no @Entity");
		}
		CachedEntity annotation = AnnotationUtils.getAnnotation(root, CachedEntity.class);
		if (annotation != null && !annotation.value().isEmpty()) {
			return Tag.part(annotation.value());
		}
		Entity mapping = root.getAnnotation(Entity.class);
		return Tag.part((mapping != null && !mapping.name().isEmpty()) ? mapping.name() : root.getSimpleName());
	}

	private static @Nullable Class<?> root(Class<?> entity) {
		Class<?> root = null;
		for (Class<?> type = entity; type != null && type != Object.class; type = type.getSuperclass()) {
			if (type.isAnnotationPresent(Entity.class)) {
				root = type;
			}
		}
		return root;
	}

}
