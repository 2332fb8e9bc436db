package io.github.taggedcache.core.near;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.github.taggedcache.core.envelope.Versions;
import io.github.taggedcache.core.history.TagHistory;
import io.github.taggedcache.core.judge.Judged;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagList;

/**
 * One entry in the memory of the node.
 */
public final class NearEntry implements Judged {

	/** Most tags that an entry takes over from calls that declare others than it has. */
	public static final int MAX_FURTHER = 64;

	private static final int MAX_TEMPLATES = 8;

	private static final long[] NONE = {};

	private final EntryKey key;

	private final List<String> tags;

	private final char[] slots;

	private final int further;

	private final long templates;

	private final long[] otherTemplates;

	private final long token;

	private final long asOf;

	private final long written;

	private final long type;

	private final Object content;

	private final long endsAt;

	private final long storedUntil;

	private final long createdAt;

	private final int weight;

	private volatile long confirmed;

	/**
	 * Creates an entry.
	 * @param key its key
	 * @param tags all its tags, implicit ones included
	 * @param templates fingerprint of the templates that gave the tags; zero if there is
	 * none
	 * @param versions what it is judged by
	 * @param confirmed version up to which it was judged valid; zero if it was not judged
	 * @param type fingerprint of the type that it was stored as
	 * @param content the value, or what readers make one of
	 * @param life when it was made and when it expires
	 * @param weight its size in the store, in bytes
	 */
	public NearEntry(EntryKey key, List<String> tags, long templates, Versions versions, long confirmed, long type,
			Object content, NearLife life, int weight) {
		this.key = key;
		this.tags = TagList.of(key.region(), tags);
		this.slots = TagHistory.slots(key, tags);
		this.further = 0;
		this.templates = templates;
		this.otherTemplates = NONE;
		this.token = versions.token();
		this.asOf = versions.asOf();
		this.written = versions.written();
		this.confirmed = Math.max(confirmed, Math.min(this.asOf, this.written));
		this.type = type;
		this.content = content;
		this.endsAt = life.endsAt();
		this.storedUntil = life.storedUntil();
		this.createdAt = life.createdAt();
		this.weight = weight;
	}

	/**
	 * An entry with tags of a call in addition. Nobody raised its {@code asOf} for these,
	 * so it is current up to the load token only, and up to where it was confirmed.
	 */
	private NearEntry(NearEntry entry, List<String> further, long[] otherTemplates, long confirmed) {
		this.key = entry.key;
		this.tags = further.isEmpty() ? entry.tags
				: TagList.of(this.key.region(), Stream.concat(entry.tags.stream(), further.stream()).toList());
		this.slots = further.isEmpty() ? entry.slots : TagHistory.slots(this.key, this.tags);
		this.further = entry.further + further.size();
		this.templates = entry.templates;
		this.otherTemplates = otherTemplates;
		this.token = entry.token;
		this.asOf = further.isEmpty() ? entry.asOf : entry.token;
		this.written = entry.written;
		this.confirmed = Math.max(confirmed, Math.min(this.asOf, this.written));
		this.type = entry.type;
		this.content = entry.content;
		this.endsAt = entry.endsAt;
		this.storedUntil = entry.storedUntil;
		this.createdAt = entry.createdAt;
		this.weight = entry.weight;
	}

	/**
	 * This entry for a call that declares other tags as well, so that the next such call
	 * need not evaluate its templates.
	 * @param further tags of the call that the entry does not carry
	 * @param callTemplates fingerprint of the call's templates; zero or -1 if there is
	 * none
	 * @param valid version up to which the entry was found valid for its own tags and for
	 * the further ones
	 * @return an entry to be put in the place of this one; this one if it has no room for
	 * more
	 */
	public NearEntry with(List<String> further, long callTemplates, long valid) {
		boolean isNew = callTemplates != 0 && callTemplates != -1;
		if ((further.isEmpty() && !isNew) || this.further + further.size() > MAX_FURTHER
				|| (isNew && this.otherTemplates.length == MAX_TEMPLATES)) {
			return this;
		}
		long[] others = this.otherTemplates;
		if (isNew) {
			others = Arrays.copyOf(others, others.length + 1);
			others[others.length - 1] = callTemplates;
		}
		return new NearEntry(this, further, others, further.isEmpty() ? this.confirmed : valid);
	}

	/**
	 * Whether the entry carries all tags of a call with these templates.
	 * @param callTemplates the fingerprint of the call's templates; zero if it has none
	 * @return false if the tags of the call must tell
	 */
	public boolean isTaggedBy(long callTemplates) {
		if (callTemplates == 0 || callTemplates == this.templates) {
			return true;
		}
		for (long other : this.otherTemplates) {
			if (other == callTemplates) {
				return true;
			}
		}
		return false;
	}

	/**
	 * The load token of the value: what tags are judged against that the entry does not
	 * carry.
	 * @return the version
	 */
	public long token() {
		return this.token;
	}

	public long templates() {
		return this.templates;
	}

	@Override
	public EntryKey key() {
		return this.key;
	}

	@Override
	public List<String> tags() {
		return this.tags;
	}

	@Override
	public char[] slots() {
		return this.slots;
	}

	@Override
	public long asOf() {
		return this.asOf;
	}

	@Override
	public long written() {
		return this.written;
	}

	@Override
	public long confirmed() {
		return this.confirmed;
	}

	@Override
	public void confirm(long version) {
		this.confirmed = version;
	}

	public long type() {
		return this.type;
	}

	public Object content() {
		return this.content;
	}

	/**
	 * Whether it has not expired.
	 * @param now the node's monotonic time in ns
	 * @return whether it may be used
	 */
	public boolean isAlive(long now) {
		return this.endsAt - now > 0;
	}

	/**
	 * Whether the store keeps the entry no longer either.
	 * @param now the node's monotonic time in ns
	 * @return whether the entry has expired everywhere
	 */
	public boolean isExpired(long now) {
		return this.storedUntil - now <= 0;
	}

	/**
	 * When the entry was made.
	 * @return the wall clock of the node that made it, in ms
	 */
	public long createdAt() {
		return this.createdAt;
	}

	/**
	 * How long it may still be used.
	 * @param now the node's monotonic time in ns
	 * @return in ns; negative since it expired; beyond 100 years if it never does
	 */
	public long left(long now) {
		return this.endsAt - now;
	}

	/**
	 * How long the store still keeps the entry.
	 * @param now the node's monotonic time in ns
	 * @return in ns; beyond 100 years if it always does
	 */
	public long storedFor(long now) {
		return this.storedUntil - now;
	}

	int weight() {
		return this.weight;
	}

}
