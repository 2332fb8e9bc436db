package io.github.taggedcache.coherence;

import java.util.List;
import java.util.function.BiFunction;

import io.github.taggedcache.TaggedCache;

/**
 * Ways to read an article.
 */
enum Reading {

	PLAIN("plain", (instance, id) -> instance.library().plain(id)),

	SYNCED("synced", (instance, id) -> instance.library().synced(id)),

	FUTURE("future", (instance, id) -> instance.library().future(id).join()),

	/** Of what another way has cached; loads it otherwise. */
	CACHE("plain", (instance, id) -> {
		Article cached = instance.cache("plain").get(id, Article.class);
		return (cached != null) ? cached : instance.library().plain(id);
	}),

	/** The same. */
	ALL("plain", (instance, id) -> {
		TaggedCache cache = instance.cache("plain");
		return (cache.getAll(List.of(id)).get(id) instanceof Article cached) ? cached : instance.library().plain(id);
	});

	private final String region;

	private final BiFunction<Instance, Long, Article> method;

	Reading(String region, BiFunction<Instance, Long, Article> method) {
		this.region = region;
		this.method = method;
	}

	/**
	 * The region that is read.
	 */
	String region() {
		return this.region;
	}

	Article on(Instance instance, long id) {
		return this.method.apply(instance, id);
	}

}
