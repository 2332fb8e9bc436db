package io.github.taggedcache.core.region;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;

import io.github.taggedcache.core.envelope.Versions;
import io.github.taggedcache.core.event.RegionEvents;
import io.github.taggedcache.core.judge.Claim;
import io.github.taggedcache.core.judge.ClaimsTogether;
import io.github.taggedcache.core.judge.Judge;
import io.github.taggedcache.core.judge.Judgement;
import io.github.taggedcache.core.judge.Verdict;
import io.github.taggedcache.core.load.LoadedValue.Storing;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.region.WriteBehind.UnderWay;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.StoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores what loads gave, unless something newer than the load token is known. The tag
 * history tells where it may be trusted, else the store. A value that is stored is
 * current up to the position of the history, or the clock of the store, that told.
 * <p>
 * Where the region writes behind, nobody waits for the store. The entry counts as stored
 * once the readers of this node find it: in the near cache, or among the entries under
 * way. While the store has not judged it, it is current up to its load token only.
 */
final class Stores {

	private static final Logger logger = LoggerFactory.getLogger(Stores.class);

	private static final CompletableFuture<Boolean> UNDER_WAY = CompletableFuture.completedFuture(true);

	private final String region;

	private final boolean behind;

	private final Judge judge;

	private final EntryCodec codec;

	private final WriteBehind writes;

	private final Registrations registrations;

	private final Executor executor;

	private final @Nullable NearLevel near;

	private final Forms forms;

	private final RegionEvents events;

	private final Consumer<StoreException> failed;

	Stores(String region, RegionSettings settings, RegionEnvironment environment, Judge judge, EntryCodec codec,
			@Nullable NearLevel near, Forms forms, RegionEvents events) {
		this.region = region;
		this.behind = settings.writesBehind();
		this.judge = judge;
		this.codec = codec;
		this.writes = environment.writes();
		this.registrations = environment.registrations();
		this.executor = environment.executor();
		this.near = near;
		this.forms = forms;
		this.events = events;
		this.failed = (failure) -> events.storeFailed(region, failure);
	}

	/**
	 * Stores a value of its own, judged by itself.
	 */
	Storing store(EntryKey key, EncodedEntry entry, long token, Consumer<RuntimeException> late) {
		return store(key, entry, token, late, this::judge);
	}

	/**
	 * Has the store judge what relies on the answer. One round trip.
	 */
	CompletableFuture<Judgement> judge(Claim claim) {
		return this.judge.byStore(true, claim);
	}

	/**
	 * What several values claim, to be judged together.
	 */
	ClaimsTogether claims() {
		return new ClaimsTogether(this.judge);
	}

	/**
	 * Stores a value. Behind: nothing to wait for, while there is room for entries under
	 * way. Through: one round trip if the history can tell, else two.
	 * @param late is told of a failure for which nobody waits, on the node's executor
	 * @param byStore asks the store where the history may not be relied on
	 * @return whether it was stored, or is under way, and when it has been sent
	 */
	Storing store(EntryKey key, EncodedEntry entry, long token, Consumer<RuntimeException> late,
			Function<Claim, CompletableFuture<Judgement>> byStore) {
		List<String> tags = Node.withImplicit(this.region, entry.names());
		Claim claim = Claim.underToken(key, tags, token);
		Judgement known = byHistory(claim, entry);
		if (known != null && !isCurrent(known, entry)) {
			return Storing.of(refused(key, entry));
		}
		Versions versions = currentUpTo((known != null) ? position(known, token) : token, token);
		byte[] envelope = this.codec.envelope(entry, versions);
		EntryKey place = key.as(this.forms.of(entry.type()));
		UnderWay way = this.behind ? this.writes.begin(place, envelope, entry.keptMillis()) : null;
		Outgoing outgoing = new Outgoing(place, entry, way);
		try {
			CompletableFuture<Boolean> written = (known != null) ? write(outgoing, versions, envelope)
					: writeIfValid(outgoing, byStore.apply(claim), token);
			if (known != null) {
				this.registrations.add(tags, key, this.failed);
			}
			if (way == null) {
				return Storing.of(written);
			}
			endBehind(way, written, late);
			boolean isSent = known != null;
			return new Storing(UNDER_WAY, isSent ? UNDER_WAY : written);
		}
		catch (RuntimeException | Error ex) {
			if (way != null) {
				way.end();
			}
			throw ex;
		}
	}

	/**
	 * The verdict of the history. A value that was made from a stale one may be older
	 * than all that the history knows: then the store has to tell.
	 */
	private @Nullable Judgement byHistory(Claim claim, EncodedEntry entry) {
		Judgement known = this.judge.byHistory(claim);
		return (known != null && known.verdict() == Verdict.UNKNOWN && entry.isStale()) ? null : known;
	}

	/**
	 * Whether a value may be stored: what was made from a stale value is as stale.
	 */
	private static boolean isCurrent(Judgement judged, EncodedEntry entry) {
		return judged.isValid() || (judged.verdict() == Verdict.STALE && entry.isStale());
	}

	/**
	 * The version up to which a value is current: no further than its token, if a soft
	 * invalidation came after that.
	 */
	private static long position(Judgement judged, long token) {
		return judged.isValid() ? judged.position() : token;
	}

	private CompletableFuture<Boolean> writeIfValid(Outgoing outgoing, CompletableFuture<Judgement> judgement,
			long token) {
		return judgement.thenCompose((judged) -> isCurrent(judged, outgoing.entry)
				? write(outgoing, currentUpTo(position(judged, token), token)) : refused(outgoing.key, outgoing.entry));
	}

	private static Versions currentUpTo(long position, long token) {
		long current = Math.max(token, position);
		return new Versions(token, current, current);
	}

	private CompletableFuture<Boolean> refused(EntryKey key, EncodedEntry entry) {
		this.events.refused(key, entry.names());
		return CompletableFuture.completedFuture(false);
	}

	private CompletableFuture<Boolean> write(Outgoing outgoing, Versions versions) {
		return write(outgoing, versions, this.codec.envelope(outgoing.entry, versions));
	}

	/**
	 * An entry under way, once it is judged, is in the near cache at once; another one
	 * when it was written.
	 */
	private CompletableFuture<Boolean> write(Outgoing outgoing, Versions versions, byte[] envelope) {
		EncodedEntry entry = outgoing.entry;
		UnderWay way = outgoing.way;
		long sent = (this.near != null) ? this.near.now() : 0;
		if (way != null) {
			remember(outgoing, versions, envelope, sent);
		}
		CompletableFuture<Void> written = (way != null) ? way.write(envelope)
				: this.writes.set(outgoing.key, envelope, entry.keptMillis());
		return written.thenApply((done) -> {
			this.events.stored(outgoing.key, entry.names());
			if (way == null) {
				remember(outgoing, versions, envelope, sent);
			}
			return true;
		});
	}

	private void remember(Outgoing outgoing, Versions versions, byte[] envelope, long sent) {
		if (this.near != null && !outgoing.entry.isStale()) {
			this.near.put(outgoing.key, outgoing.entry, envelope.length, versions, sent);
		}
	}

	@SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it
	private void endBehind(UnderWay way, CompletableFuture<Boolean> written, Consumer<RuntimeException> late) {
		written.whenComplete((stored, ex) -> {
			way.end();
			Throwable failure = Futures.cause(ex);
			if (failure instanceof RuntimeException runtime) {
				fail(runtime, late);
			}
			else if (failure != null) {
				logger.error("A value of region '{}' was not stored", this.region, failure);
			}
		});
	}

	private void fail(RuntimeException failure, Consumer<RuntimeException> late) {
		if (failure instanceof StoreException ofStore) {
			this.failed.accept(ofStore);
		}
		try {
			this.executor.execute(() -> tell(failure, late));
		}
		catch (RejectedExecutionException | OutOfMemoryError ex) {
			logger.debug("Nobody is told any more that a value was not stored", failure);
		}
	}

	private void tell(RuntimeException failure, Consumer<RuntimeException> late) {
		try {
			late.accept(failure);
		}
		catch (RuntimeException ex) {
			logger.warn("A value of region '{}' was not stored, and its caller has gone on", this.region, ex);
		}
	}

	/**
	 * An entry on its way out.
	 *
	 * @param key its key, in its form
	 * @param entry the entry
	 * @param way its way, if nobody waits for it
	 */
	private record Outgoing(EntryKey key, EncodedEntry entry, @Nullable UnderWay way) {

	}

}
