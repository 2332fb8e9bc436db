package io.github.taggedcache.json;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import tools.jackson.databind.SerializationContext;

/**
 * The runtime classes that came back from one declared type at one place. The declared
 * class itself is the usual one and costs a read of a field.
 */
final class VerifiedClasses {

	private final Set<Class<?>> others = ConcurrentHashMap.newKeySet(1);

	private final AtomicBoolean declared;

	VerifiedClasses() {
		this(new AtomicBoolean());
	}

	private VerifiedClasses(AtomicBoolean declared) {
		this.declared = declared;
	}

	/**
	 * The same declared type at another place. Type information may stand at one place
	 * only, so what came back from one place says nothing about another one.
	 */
	VerifiedClasses elsewhere() {
		return new VerifiedClasses(this.declared);
	}

	void requireDeclared(SerializationContext context) {
		if (!this.declared.get()) {
			Recorder.record(context, () -> this.declared.set(true));
		}
	}

	void require(Class<?> type, SerializationContext context) {
		if (!this.others.contains(type)) {
			Recorder.record(context, () -> this.others.add(type));
		}
	}

}
