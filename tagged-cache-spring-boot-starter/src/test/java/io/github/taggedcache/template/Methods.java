package io.github.taggedcache.template;

import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * Finds the methods of the examples by their names.
 */
final class Methods {

	private Methods() {
	}

	static Method named(Class<?> type, String name) {
		return Arrays.stream(type.getDeclaredMethods())
			.filter((method) -> method.getName().equals(name) && !method.isBridge())
			.findFirst()
			.orElseThrow(() -> new AssertionError(type + " has no method " + name));
	}

}
