package io.github.taggedcache.json;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import tools.jackson.databind.SerializationContext;

/**
 * The runtime classes that came back from one declared type. The declared class itself is
 * the usual one and costs a read of a field.
 */
final class VerifiedClasses {

	private final Set<Class<?>> others = ConcurrentHashMap.newKeySet(1);

	private volatile boolean declared;

	void requireDeclared(SerializationContext context) {
		if (!this.declared) {
			Recorder.record(context, () -> this.declared = true);
		}
	}

	void require(Class<?> type, SerializationContext context) {
		if (!this.others.contains(type)) {
			Recorder.record(context, () -> this.others.add(type));
		}
	}

}
