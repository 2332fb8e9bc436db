package io.github.taggedcache.cache;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.taggedcache.core.envelope.Header;
import io.github.taggedcache.core.load.Dependencies;
import io.github.taggedcache.core.load.Inherited;
import io.github.taggedcache.core.load.LoadScope;
import io.github.taggedcache.tenant.Tenant;
import org.jspecify.annotations.Nullable;

/**
 * The tags of the value that a call reads or makes, as its tenant stores them: those of
 * the call, those of the result, those that the method names while it runs, and the tag
 * of the method. What the value takes over from other cached values comes with them.
 */
final class CallTags {

	private final AnnotatedCall call;

	private final Arrival arrival;

	/** As the templates give them. Guarded by this, as the scope. */
	private @Nullable Set<String> callTags;

	private @Nullable LoadScope scope;

	CallTags(AnnotatedCall call, Arrival arrival) {
		this.call = call;
		this.arrival = arrival;
	}

	/**
	 * The scope of the load. It is made when it is needed, since a hit needs none.
	 */
	synchronized LoadScope scope() {
		if (this.scope == null) {
			this.scope = new LoadScope(this.call.templates().inherits(), this.arrival.tenant()::tag,
					this.call.templates()::wants);
		}
		return this.scope;
	}

	/**
	 * The tags that are known before the method is called. Runs templates.
	 */
	List<String> ofCall() {
		Set<String> known = callTags();
		if (known == null) {
			known = this.call.callTags();
			synchronized (this) {
				this.callTags = known;
			}
		}
		return List.copyOf(ofTenant(known));
	}

	private synchronized @Nullable Set<String> callTags() {
		return this.callTags;
	}

	private Set<String> ofTenant(Set<String> tags) {
		Tenant tenant = this.arrival.tenant();
		return (!tenant.equals(Tenant.NONE)) ? tenant.tags(tags) : tags;
	}

	/**
	 * Runs templates again that may give other tags than before: a value must not have
	 * tags that are older than its load token.
	 */
	void renew() {
		synchronized (this) {
			if (!mayBeOlder()) {
				return;
			}
			this.callTags = null;
		}
		ofCall();
	}

	/**
	 * Whether the templates have run, and may give other tags by now.
	 */
	synchronized boolean mayBeOlder() {
		return this.callTags != null && this.call.templates().mayChange();
	}

	/**
	 * All tags of a value, but those that it takes over. Runs templates. A value with
	 * more tags than an entry may have is not stored. Callers that joined its load are
	 * judged by all of its tags.
	 * @param methodTag the tag that names the method; null if there is none
	 */
	Collection<String> of(@Nullable Object value, @Nullable String methodTag) {
		Set<String> tags = ofTenant(new LinkedHashSet<>(this.call.tags(callTags(), value)));
		tags.addAll(scope().tags());
		if (methodTag != null) {
			tags.add(methodTag);
		}
		if (tags.size() > Header.MAX_TAGS - Dependencies.MAX_NAMES) {
			requireRoom(tags.size() + inherited().names().size());
		}
		return tags;
	}

	private void requireRoom(int tags) {
		if (tags > Header.MAX_TAGS) {
			scope().doNotStore();
			this.call.reportTooManyTags(tags);
		}
	}

	/**
	 * What the value takes over from the cached ones that the method obtained.
	 */
	Inherited inherited() {
		Inherited inherited = scope().inherited();
		if (inherited.isTooMuch()) {
			this.call.reportTooMuch();
		}
		return inherited;
	}

}
