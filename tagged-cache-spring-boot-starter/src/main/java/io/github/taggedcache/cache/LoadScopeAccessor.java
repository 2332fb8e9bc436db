package io.github.taggedcache.cache;

import io.github.taggedcache.core.load.LoadScope;
import io.github.taggedcache.core.load.LoadScope.Bound;
import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Takes the load of a cached method to other threads, where Micrometer's context
 * propagation is on the class path, which finds this class itself. So the cached values
 * that such threads obtain count for the value of the method.
 */
public final class LoadScopeAccessor implements ThreadLocalAccessor<Bound> {

	/** Under this key the load stands in the context of a publisher. */
	static final String KEY = "io.github.taggedcache.load";

	@Override
	public Object key() {
		return KEY;
	}

	@Override
	public @Nullable Bound getValue() {
		return LoadScope.bound();
	}

	@Override
	public void setValue(Bound value) {
		LoadScope.bind(value);
	}

	@Override
	public void setValue() {
		LoadScope.bind(null);
	}

}
