package io.github.taggedcache.cache;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The views of caches that one call uses. All of them are made on the thread of the call,
 * each before it is used.
 */
final class InvocationViews {

	private List<InvocationCache> views = List.of();

	private int lookups;

	/**
	 * Takes note of a view.
	 * @param isLookup whether the view is that of a lookup
	 * @return that view alone
	 */
	List<InvocationCache> add(InvocationCache view, boolean isLookup) {
		List<InvocationCache> added = List.of(view);
		this.views = this.views.isEmpty() ? added : Stream.concat(this.views.stream(), added.stream()).toList();
		this.lookups += isLookup ? 1 : 0;
		return added;
	}

	List<InvocationCache> all() {
		return this.views;
	}

	boolean isEmpty() {
		return this.views.isEmpty();
	}

	/**
	 * The view of a call that uses one cache and puts nothing explicitly.
	 * @return null if the call does more, or uses no cache
	 */
	@Nullable InvocationCache onlyLookup() {
		return (this.views.size() == 1 && !this.views.get(0).isPut()) ? this.views.get(0) : null;
	}

	/**
	 * Whether the call does nothing but look up.
	 */
	boolean areLookups() {
		return this.lookups == this.views.size();
	}

	/**
	 * Whether a region runs the method, as one load for many callers.
	 */
	boolean areLeftToRegion() {
		return this.views.stream().anyMatch((view) -> view.asked().isLeftToRegion());
	}

	/**
	 * Whether the call puts something explicitly.
	 */
	boolean havePut() {
		return this.views.stream().anyMatch(InvocationCache::isPut);
	}

	/**
	 * The tag that names the method, whichever cache is to store the value.
	 * @return null if no region has such tags
	 */
	@Nullable String methodTag() {
		return this.views.stream()
			.map((view) -> view.declared().methodTag())
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

}
