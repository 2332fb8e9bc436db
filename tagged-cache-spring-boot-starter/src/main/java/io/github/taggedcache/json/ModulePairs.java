package io.github.taggedcache.json;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;

/**
 * The serializers and deserializers of the application's modules.
 */
final class ModulePairs {

	private final List<ModulePair> modules = new ArrayList<>();

	private final Supplier<JsonMapper> mapper;

	ModulePairs(Supplier<JsonMapper> mapper) {
		this.mapper = mapper;
	}

	/**
	 * Adds the pairs of one more module.
	 */
	ModulePair add() {
		ModulePair added = new ModulePair(this.mapper);
		this.modules.add(added);
		return added;
	}

	/**
	 * Whether a module knows how to read a type, or something that the type is.
	 */
	boolean isRead(JavaType type) {
		return this.modules.stream().anyMatch((module) -> module.isRead(type));
	}

	/**
	 * Whether a module brought a serializer.
	 */
	boolean isFromModule(ValueSerializer<?> serializer) {
		return this.modules.stream().anyMatch((module) -> module.isFrom(serializer));
	}

}
