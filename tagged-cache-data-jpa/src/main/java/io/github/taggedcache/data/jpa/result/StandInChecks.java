package io.github.taggedcache.data.jpa.result;

import java.util.Collection;
import java.util.function.Supplier;

import io.github.taggedcache.data.jpa.EntityTags;
import io.github.taggedcache.data.jpa.model.EntityModels;
import io.github.taggedcache.data.jpa.model.UnitChecks;

import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Checks what {@link EntityTags} says on the types that cached methods declare to return,
 * before the first value. Types that only values show are checked with the first value.
 */
public final class StandInChecks implements SmartInitializingSingleton {

	private final Supplier<Collection<Class<?>>> types;

	private final StandIns standIns;

	private final UnitChecks checks;

	/**
	 * Creates it.
	 * @param types finds the types
	 * @param models the persistence units that exist
	 * @param checks makes the checks when the units can tell
	 */
	public StandInChecks(Supplier<Collection<Class<?>>> types, EntityModels models, UnitChecks checks) {
		this.types = types;
		this.standIns = new StandIns(models);
		this.checks = checks;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.types.get()
			.stream()
			.filter(this.standIns::isAnnotated)
			.forEach((type) -> this.checks.add(new Check(type, this.standIns)));
	}

	/**
	 * A type.
	 *
	 * @param type the type
	 * @param standIns knows what is right
	 */
	private record Check(Class<?> type, StandIns standIns) implements UnitChecks.Check {

		@Override
		public boolean isDecided() {
			return this.standIns.areEntitiesKnown(this.type);
		}

		@Override
		public void run() {
			this.standIns.check(this.type);
		}

	}

}
