package io.github.taggedcache.json;

import tools.jackson.databind.json.JsonMapper;

/**
 * Changes the mapper that cached values are written and read with, for example by a
 * module that brings a serializer and a deserializer for a type. Beans of this type are
 * called in their order, after the cache has made its own settings and added the
 * application's modules.
 * <p>
 * The mapper of an application's API is another one, and is not changed. All nodes that
 * share entries need the same customizers: what one of them cannot read is a miss there.
 */
@FunctionalInterface
public interface TaggedCacheJsonCustomizer {

	/**
	 * Changes the builder. Default typing is switched off afterwards.
	 * @param builder the builder of the storage mapper
	 */
	void customize(JsonMapper.Builder builder);

}
