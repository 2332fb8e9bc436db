package io.github.taggedcache.core.region;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.taggedcache.core.codec.ValueTypes;
import io.github.taggedcache.core.envelope.Header;
import io.github.taggedcache.core.envelope.TimeToLive;
import io.github.taggedcache.core.judge.DeclaredTags;
import io.github.taggedcache.core.load.Inherited;
import io.github.taggedcache.core.name.TagName;
import org.jspecify.annotations.Nullable;

/**
 * What a call wants to have stored.
 *
 * @param value the value, which may be null
 * @param types say the type that it will be read as, when it is encoded
 * @param tags its tags; duplicates collapse
 * @param templates fingerprint of the templates that gave the tags, or
 * {@link DeclaredTags#NO_TEMPLATES}
 * @param timeToLive how long to keep it, where that differs from the region's; zero means
 * no expiry
 * @param inherited what it takes over from the values that it was made from
 */
public record NewEntry(@Nullable Object value, ValueTypes types, List<String> tags, long templates,
		@Nullable Duration timeToLive, Inherited inherited) {

	public NewEntry {
		tags.forEach(TagName::requireCarried);
		tags = List.copyOf(new LinkedHashSet<>(tags));
		if (tags.size() + inherited.names().size() > Header.MAX_TAGS) {
			throw new IllegalArgumentException("An entry carries at most " + Header.MAX_TAGS + " tags, not "
					+ (tags.size() + inherited.names().size()) + "; use fewer, wider ones");
		}
		if (timeToLive != null) {
			TimeToLive.require(timeToLive);
		}
	}

	/**
	 * Makes an entry that takes over nothing.
	 * @param value the value, which may be null
	 * @param types say the type that it will be read as, when it is encoded
	 * @param tags its tags; duplicates collapse
	 * @param templates fingerprint of the templates that gave the tags
	 * @param timeToLive how long to keep it; null means as the region says
	 */
	public NewEntry(@Nullable Object value, ValueTypes types, List<String> tags, long templates,
			@Nullable Duration timeToLive) {
		this(value, types, tags, templates, timeToLive, Inherited.NOTHING);
	}

	/**
	 * Makes an entry with the region's time to live.
	 * @param value the value, which may be null
	 * @param types say the type that it will be read as, when it is encoded
	 * @param tags its tags; duplicates collapse
	 * @return the entry
	 */
	public static NewEntry of(@Nullable Object value, ValueTypes types, Collection<String> tags) {
		return of(value, types, tags, null);
	}

	/**
	 * Makes an entry.
	 * @param value the value, which may be null
	 * @param types say the type that it will be read as, when it is encoded
	 * @param tags its tags; duplicates collapse
	 * @param timeToLive how long to keep it; null means as the region says
	 * @return the entry
	 * @throws IllegalArgumentException if one of the tags is none, or there are more than
	 * {@value Header#MAX_TAGS}
	 */
	public static NewEntry of(@Nullable Object value, ValueTypes types, Collection<String> tags,
			@Nullable Duration timeToLive) {
		return new NewEntry(value, types, List.copyOf(tags), DeclaredTags.NO_TEMPLATES, timeToLive);
	}

	/**
	 * The same entry with the fingerprint of a call's templates.
	 * @param declared what gave the tags
	 * @return the entry
	 */
	public NewEntry taggedBy(DeclaredTags declared) {
		long fingerprint = declared.templates();
		return new NewEntry(this.value, this.types, this.tags,
				(fingerprint != DeclaredTags.UNKNOWN_TEMPLATES) ? fingerprint : DeclaredTags.NO_TEMPLATES,
				this.timeToLive, this.inherited);
	}

	/**
	 * The same entry, with what it takes over from the values that it was made from.
	 * @param taken what it takes over
	 * @return the entry
	 */
	public NewEntry madeFrom(Inherited taken) {
		return new NewEntry(this.value, this.types, this.tags, this.templates, this.timeToLive, taken);
	}

	/**
	 * All names that the entry carries, without implicit ones.
	 * @return its tags, and what it takes over beyond them
	 */
	List<String> names() {
		if (this.inherited.names().isEmpty()) {
			return this.tags;
		}
		Set<String> names = new LinkedHashSet<>(this.tags);
		names.addAll(this.inherited.names());
		return List.copyOf(names);
	}

}
