package io.github.taggedcache.core.region;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.codec.ValueTypes;
import io.github.taggedcache.core.envelope.Envelope;
import io.github.taggedcache.core.near.NearEntry;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether an entry that was found serves a call: its payload must become a value
 * of the call's types, and no tag that the call declares may have been invalidated.
 * <p>
 * Where the entry was tagged by the templates of the call, there is nothing to evaluate.
 * Else the call's tags are evaluated for the value, and those that the entry does not
 * carry are judged. The entry in the memory of the node then carries them as well, so
 * that the next call with these templates finds them there. What is refused leaves the
 * memory of the node.
 */
final class Admission {

	private final Reader reader;

	private final Encoder encoder;

	private final @Nullable NearLevel near;

	Admission(Reader reader, Encoder encoder, @Nullable NearLevel near) {
		this.reader = reader;
		this.encoder = encoder;
		this.near = near;
	}

	/**
	 * Admits an entry to a call. Runs the codec and templates on this thread; a round
	 * trip follows only if neither the lookup nor the history can judge a further tag.
	 */
	CompletableFuture<Admitted> admit(Lookup lookup, ValueTypes types, DeclaredTags declared) {
		Hit hit = lookup.isFound() ? decode(lookup, types) : null;
		if (hit == null) {
			return CompletableFuture.completedFuture(Admitted.refused(reason(lookup)));
		}
		if (lookup.isTaggedBy(declared.templates())) {
			return CompletableFuture.completedFuture(served(lookup, hit));
		}
		List<String> further = Tagging.further(lookup.tags(), declared.tags(hit.value()));
		if (further.isEmpty()) {
			return CompletableFuture.completedFuture(extended(lookup, hit, further, declared, lookup.confirmed()));
		}
		return this.reader.further(lookup, further)
			.thenApply((standing) -> standing.isCurrent() ? extended(lookup, hit, further, declared, standing.clock())
					: refused(lookup));
	}

	@Nullable Hit decode(Lookup lookup, ValueTypes types) {
		if (lookup.near() != null && this.near != null) {
			return this.near.hit(lookup.near(), types);
		}
		Envelope entry = lookup.entry();
		return (entry != null) ? this.encoder.decode(entry, types) : null;
	}

	private static MissReason reason(Lookup lookup) {
		if (lookup.isFound()) {
			return MissReason.UNDECODABLE;
		}
		return (lookup.reason() != null) ? lookup.reason() : MissReason.ABSENT;
	}

	/**
	 * What comes from the store goes to the memory of the node, where the next reader
	 * judges it again.
	 */
	private @Nullable NearEntry remember(Lookup lookup, Hit hit) {
		Envelope entry = lookup.entry();
		return (entry != null && this.near != null) ? this.near.put(lookup, entry, hit) : lookup.near();
	}

	private Admitted served(Lookup lookup, Hit hit) {
		remember(lookup, hit);
		return new Admitted(hit, List.of(), null);
	}

	private Admitted extended(Lookup lookup, Hit hit, List<String> further, DeclaredTags declared, long valid) {
		NearEntry known = remember(lookup, hit);
		if (known != null && this.near != null) {
			this.near.extend(known, further, declared.templates(), valid);
		}
		return new Admitted(hit, further, null);
	}

	private Admitted refused(Lookup lookup) {
		if (lookup.near() != null && this.near != null) {
			this.near.remove(lookup.near());
		}
		return Admitted.refused(MissReason.TAG);
	}

}
