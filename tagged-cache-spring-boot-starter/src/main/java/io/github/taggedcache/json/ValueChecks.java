package io.github.taggedcache.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;

/**
 * What is looked at in each object of one class before it is written. For most classes
 * there is nothing to look at.
 */
final class ValueChecks {

	private final @Nullable ObstacleException obstacle;

	private final BackReferences backReferences;

	private final Identities identities;

	private final LazyValues lazyValues;

	private final boolean hasLazyFields;

	private final boolean isEmpty;

	ValueChecks(@Nullable ObstacleException obstacle, BackReferences backReferences, Identities identities,
			LazyValues lazyValues, Class<?> type) {
		this.obstacle = obstacle;
		this.backReferences = backReferences;
		this.identities = identities;
		this.lazyValues = lazyValues;
		this.hasLazyFields = lazyValues.mayHaveUnloadedFields(type);
		this.isEmpty = obstacle == null && !this.hasLazyFields && backReferences == BackReferences.NONE
				&& identities == Identities.NONE;
	}

	void check(Object value, JsonGenerator generator, SerializationContext context) {
		if (this.isEmpty) {
			return;
		}
		if (this.obstacle != null) {
			throw new ObstacleException(this.obstacle.obstacle(), this.obstacle.getOriginalMessage());
		}
		if (this.hasLazyFields) {
			loaded(value);
		}
		this.backReferences.check(value, generator);
		this.identities.check(value, context);
	}

	/**
	 * The object that a value stands for.
	 */
	Object loaded(Object value) {
		if (!this.lazyValues.isLoaded(value)) {
			throw new ObstacleException(Obstacle.LAZY, "is not loaded");
		}
		return this.lazyValues.resolve(value);
	}

}
