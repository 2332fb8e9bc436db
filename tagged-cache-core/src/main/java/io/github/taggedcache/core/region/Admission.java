package io.github.taggedcache.core.region;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.github.taggedcache.core.codec.ValueTypes;
import io.github.taggedcache.core.event.MissReason;
import io.github.taggedcache.core.judge.DeclaredTags;
import io.github.taggedcache.core.judge.Verdict;
import io.github.taggedcache.core.near.NearEntry;
import io.github.taggedcache.core.region.Lookup.NearHit;
import io.github.taggedcache.core.region.Lookup.RemoteHit;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether an entry that was found serves a call: its payload must become a value
 * of the call's types, and no tag that the call declares may have been invalidated.
 * <p>
 * If the entry was tagged by the templates of the call, there is nothing to evaluate.
 * Else the call's tags are evaluated for the value, and those that the entry does not
 * carry are judged. The near entry then carries them as well, so that the next call with
 * these templates finds them there. An entry that is refused leaves the near cache.
 */
final class Admission {

	private final Reader reader;

	private final EntryCodec codec;

	private final @Nullable NearLevel near;

	Admission(Reader reader, EntryCodec codec, @Nullable NearLevel near) {
		this.reader = reader;
		this.codec = codec;
		this.near = near;
	}

	/**
	 * Admits an entry to a call. Runs the codec and templates on this thread; a round
	 * trip follows only if neither the lookup nor the history can judge a further tag.
	 */
	CompletableFuture<Admitted> admit(Lookup lookup, ValueTypes types, DeclaredTags declared) {
		if (!(lookup instanceof Lookup.Found found)) {
			MissReason reason = lookup.reason();
			return refused((reason != null) ? reason : MissReason.ABSENT);
		}
		return admit(found, types, declared);
	}

	private CompletableFuture<Admitted> admit(Lookup.Found found, ValueTypes types, DeclaredTags declared) {
		Decoded decoded = decode(found, types);
		if (decoded == null) {
			return refused(MissReason.UNDECODABLE);
		}
		if (found.isTaggedBy(declared.templates())) {
			remember(found, content(found, decoded));
			return CompletableFuture.completedFuture(served(found, decoded, List.of(), found.validUpTo()));
		}
		List<String> further = Tagging.further(found.tags(), declared.tags(decoded.value()));
		// Here, as copies of containers run code of their elements, and the answer may be
		// brought by a thread of the store's driver
		Object content = content(found, decoded);
		if (further.isEmpty()) {
			return CompletableFuture
				.completedFuture(extended(found, decoded, content, further, declared, found.asOf(), found.validUpTo()));
		}
		return this.reader.further(found, further)
			.thenApply((judged) -> judged.isValid() ? extended(found, decoded, content, further, declared,
					Math.min(judged.position(), found.asOf()), Math.min(judged.token(), found.validUpTo()))
					: refusedByTag(found));
	}

	/**
	 * Admits an entry that was found stale. The near cache keeps it as what it is, and
	 * not as one that carries further tags: that would make it current for these.
	 */
	CompletableFuture<Admitted> admitStale(Lookup.Found found, ValueTypes types, DeclaredTags declared) {
		Decoded decoded = decode(found, types);
		if (decoded == null) {
			return refused(MissReason.UNDECODABLE);
		}
		List<String> further = found.isTaggedBy(declared.templates()) ? List.of()
				: Tagging.further(found.tags(), declared.tags(decoded.value()));
		remember(found, content(found, decoded));
		// Of further tags nobody knows more than that they were current when it was
		// loaded
		long asOf = further.isEmpty() ? found.asOf() : Math.min(found.asOf(), found.valueToken());
		Admitted served = served(found, decoded, further, asOf);
		return further.isEmpty() ? CompletableFuture.completedFuture(served) : this.reader.further(found, further)
			.thenApply(
					(judged) -> (judged.isValid() || judged.verdict() == Verdict.STALE) ? served : refusedByTag(found));
	}

	private static CompletableFuture<Admitted> refused(MissReason reason) {
		return CompletableFuture.completedFuture(Admitted.refused(reason));
	}

	/**
	 * Decodes what was found, for one caller.
	 */
	@Nullable Decoded decode(Lookup.Found found, ValueTypes types) {
		if (found instanceof NearHit hit) {
			return (this.near != null) ? this.near.decoded(hit.entry(), types) : null;
		}
		return this.codec.decode(((RemoteHit) found).entry(), types);
	}

	/**
	 * What the near cache will keep of an entry that comes from the store.
	 */
	private @Nullable Object content(Lookup.Found found, Decoded decoded) {
		return (this.near != null && found instanceof RemoteHit remote) ? this.near.content(remote, decoded) : null;
	}

	/**
	 * What comes from the store goes to the near cache, where the next reader judges it
	 * again.
	 */
	private @Nullable NearEntry remember(Lookup.Found found, @Nullable Object content) {
		if (found instanceof NearHit known) {
			return known.entry();
		}
		return (this.near != null && content != null) ? this.near.put((RemoteHit) found, content) : null;
	}

	private Admitted extended(Lookup.Found found, Decoded decoded, @Nullable Object content, List<String> further,
			DeclaredTags declared, long confirmed, long valid) {
		NearEntry known = remember(found, content);
		if (known != null && this.near != null) {
			this.near.extend(known, further, declared.templates(), confirmed);
		}
		return served(found, decoded, further, valid);
	}

	private static Admitted served(Lookup.Found found, Decoded decoded, List<String> further, long asOf) {
		List<String> tags = further.isEmpty() ? found.tags()
				: Stream.concat(found.tags().stream(), further.stream()).toList();
		return new Admitted(new Hit(found.key(), decoded.value(), tags, asOf, Long.MAX_VALUE, found.isProven()), null);
	}

	private Admitted refusedByTag(Lookup.Found found) {
		if (found instanceof NearHit known && this.near != null) {
			this.near.remove(known.entry());
		}
		return Admitted.refused(MissReason.TAG);
	}

}
