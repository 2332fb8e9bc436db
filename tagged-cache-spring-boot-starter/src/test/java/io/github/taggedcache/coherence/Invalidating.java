package io.github.taggedcache.coherence;

import java.util.function.BiConsumer;

/**
 * Ways to change an article and to say so. Each of them concerns its entry in the region
 * {@code plain}; tags and the namespace those of all regions.
 */
enum Invalidating {

	TAG(true, (instance, id) -> instance.manager().invalidateTags("article:" + id)),

	SOFT_TAG(true, (instance, id) -> instance.manager().softInvalidateTags("article:" + id)),

	TAG_OF_RESULT(true, (instance, id) -> instance.manager().invalidateTags("author:" + id % Database.AUTHORS)),

	ANNOTATION(true, (instance, id) -> instance.library().change(id)),

	EVICT(false, (instance, id) -> instance.library().evict(id)),

	CLEAR(false, (instance, id) -> instance.library().clear(id)),

	ALL(true, (instance, id) -> instance.manager().invalidateAll()),

	PUT(false, (instance, id) -> instance.library().put(id));

	private final boolean inAllRegions;

	private final BiConsumer<Instance, Long> action;

	Invalidating(boolean inAllRegions, BiConsumer<Instance, Long> action) {
		this.inAllRegions = inAllRegions;
		this.action = action;
	}

	boolean isInAllRegions() {
		return this.inAllRegions;
	}

	/**
	 * Changes the article on an instance.
	 * @return its revision
	 */
	long on(Instance instance, long id) {
		long revision = instance.database().commit(id);
		this.action.accept(instance, id);
		return revision;
	}

}
