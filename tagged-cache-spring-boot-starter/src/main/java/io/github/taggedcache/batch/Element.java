package io.github.taggedcache.batch;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.taggedcache.core.judge.DeclaredTags;
import io.github.taggedcache.template.MethodTags;
import org.jspecify.annotations.Nullable;

/**
 * One id of a call, and the tags that the method declares for it: as if the method had
 * been called with this id alone. Used by the thread of the call.
 */
final class Element implements DeclaredTags {

	private final Object id;

	private final MethodTags templates;

	private final Object target;

	private final @Nullable Object[] args;

	private final @Nullable String methodTag;

	private @Nullable Set<String> callTags;

	/**
	 * Creates it.
	 * @param args the arguments, with this id in the place of all ids
	 * @param methodTag the tag that names the method; null if the region has no such tags
	 */
	Element(Object id, MethodTags templates, Object target, @Nullable Object[] args, @Nullable String methodTag) {
		this.id = id;
		this.templates = templates;
		this.target = target;
		this.args = args;
		this.methodTag = methodTag;
	}

	Object id() {
		return this.id;
	}

	@Nullable Object[] args() {
		return this.args;
	}

	/**
	 * Takes note that the method is about to be called: a value must not have tags that
	 * are older than its load token.
	 */
	void renewCallTags() {
		if (this.callTags != null && this.templates.mayChange()) {
			this.callTags = evaluated();
		}
	}

	private Set<String> evaluated() {
		Set<String> tags = this.templates.callTags(this.target, this.args);
		if (this.methodTag == null) {
			return tags;
		}
		Set<String> named = new LinkedHashSet<>(tags);
		named.add(this.methodTag);
		return named;
	}

	/**
	 * What stands for the templates if they look at nothing but the value. A key of the
	 * region does not tell which method made it, with which arguments.
	 */
	@Override
	public long templates() {
		return (this.methodTag != null) ? UNKNOWN_TEMPLATES : this.templates.templatesByResult();
	}

	@Override
	public List<String> callTags() {
		return List.copyOf(knownTags());
	}

	private Set<String> knownTags() {
		Set<String> known = this.callTags;
		if (known == null) {
			known = evaluated();
			this.callTags = known;
		}
		return known;
	}

	@Override
	public Collection<String> tags(@Nullable Object value) {
		return this.templates.withResult(knownTags(), this.target, this.args, value);
	}

}
