package io.github.taggedcache.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.core.event.RefreshOutcome;
import io.github.taggedcache.core.event.StaleReason;
import io.github.taggedcache.core.load.LoadCall;
import io.github.taggedcache.core.load.Reload;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.region.Hit;
import io.github.taggedcache.core.region.Lookup;
import io.github.taggedcache.core.region.NewEntry;
import io.github.taggedcache.core.region.Region;
import io.github.taggedcache.core.store.InvalidationLog;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.model.Data.Item;
import org.jspecify.annotations.Nullable;

/**
 * The calls that nodes make, each of them as the annotated methods or the manager make
 * it.
 */
final class Calls {

	static final ValueType TYPE = ValueType.of(Long.class, "the model");

	/** Of a thousand calls, where not more than usual is changed. */
	private static final int READS = 840;

	private final World world;

	private final Scenario scenario;

	private final Facts facts;

	private final Tally tally;

	private final Random random;

	Calls(World world, Scenario scenario, Facts facts, Tally tally, Random random) {
		this.world = world;
		this.scenario = scenario;
		this.facts = facts;
		this.tally = tally;
		this.random = random;
	}

	/**
	 * Begins a call.
	 * @return what it does, for the trace
	 */
	String begin(ModelNode node, Item item, int number) {
		Call call = new Call(node, number, item);
		boolean writes = this.scenario.writesMuch() && this.random.nextInt(4) == 0;
		int choice = writes ? this.random.nextInt(READS, 1000) : this.random.nextInt(1000);
		if (choice < 410) {
			return read(call);
		}
		if (choice < 810) {
			return retrieve(call);
		}
		if (choice < READS) {
			return readAll(call);
		}
		if (choice < 890) {
			return invalidate(call);
		}
		if (choice < 920) {
			return evict(call);
		}
		if (choice < 955) {
			return put(call);
		}
		if (choice < 970) {
			return putWithoutToken(call);
		}
		if (choice < 990) {
			return putUnlessAfter(call);
		}
		return (choice < 996) ? clear(call) : invalidateAll(call);
	}

	/**
	 * A read begins.
	 * @return what it must reflect
	 */
	private List<Change> begins(Call call) {
		this.tally.readBegins(call.node().isTrusting());
		return this.facts.mustReflect(call.node());
	}

	/**
	 * A cached method: the token, what is near, the lookup, the method on a miss, then
	 * the store.
	 */
	private String read(Call call) {
		List<Change> mustReflect = begins(call);
		Region region = call.region();
		long arrival = region.token();
		Hit near = region.readNear(call.key().local(), TYPE, call.item());
		if (near != null) {
			hitNear(call, near, mustReflect);
			return "reads " + call.key().text() + " near: " + near.value();
		}
		if (this.random.nextInt(8) == 0) {
			readInTransaction(call, arrival);
			return "reads " + call.key().text() + " in a transaction";
		}
		on(region.lookup(call.key(), TYPE, call.item(), Runnable::run), (lookup, failed) -> hit(call, lookup, (hit) -> {
			if (lookup instanceof Lookup.NearHit && hit != null) {
				hitNear(call, hit, mustReflect);
			}
			else if (hit != null) {
				check(call, call.item(), hit.value(), mustReflect);
				this.world.ended(call.number());
			}
			else {
				load(call, (value) -> {
					this.facts.check(call.node(), call.toString(), call.item(), value, mustReflect);
					store(call, value, lookup, arrival);
				});
			}
		}));
		return "reads " + call.key().text();
	}

	private void hit(Call call, @Nullable Lookup lookup, Consumer<@Nullable Hit> next) {
		if (lookup == null) {
			next.accept(null);
		}
		else {
			on(call.region().read(lookup, TYPE, call.item()), (hit, failed) -> next.accept(hit));
		}
	}

	private void hitNear(Call call, Hit hit, List<Change> mustReflect) {
		if (call.node().hitNear()) {
			this.tally.recovered();
		}
		check(call, call.item(), hit.value(), mustReflect);
		this.world.ended(call.number());
	}

	/**
	 * A cached method of which the database shows what it was when the transaction began,
	 * after the token was taken. Its caller may see that, but nobody else.
	 */
	private void readInTransaction(Call call, long arrival) {
		later(call, "begins its transaction", () -> {
			long snapshot = this.facts.read();
			later(call, "does something else",
					() -> on(call.region().lookup(call.key(), TYPE, call.item(), Runnable::run),
							(lookup, failed) -> hit(call, lookup, (hit) -> {
								if (lookup == null || hit != null || arrival == LoadCall.NO_TOKEN) {
									this.world.ended(call.number());
								}
								else {
									later(call, "has loaded " + snapshot, () -> store(call, snapshot, lookup, arrival));
								}
							})));
		});
	}

	private void load(Call call, Consumer<Long> loaded) {
		later(call, "reads the database", () -> {
			long value = this.facts.read();
			goOn(call, value, this.random.nextInt(8), loaded);
		});
	}

	/**
	 * A load takes its time after it has read, so that others come in between, and join.
	 */
	private void goOn(Call call, long value, int pauses, Consumer<Long> loaded) {
		later(call, (pauses > 0) ? "still loads" : "has loaded " + value, () -> {
			if (pauses > 0) {
				goOn(call, value, pauses - 1, loaded);
			}
			else {
				loaded.accept(value);
			}
		});
	}

	private void store(Call call, long value, @Nullable Lookup lookup, long arrival) {
		if (lookup == null) {
			this.world.ended(call.number());
			return;
		}
		long token = (arrival != LoadCall.NO_TOKEN) ? Math.min(arrival, lookup.token()) : lookup.token();
		end(call, call.region().store(call.key(), entry(call.item(), value), token));
	}

	private String retrieve(Call call) {
		Obligation mustReflect = new Obligation(call.node(), begins(call));
		boolean throwing = this.random.nextInt(this.scenario.guards().servesStale() ? 10 : 100) == 0;
		Reload reload = (replaced) -> call.region()
			.retrieve(ModelLoadCall.replacing(call.item(), replaced), () -> loading(call, null))
			.thenApply((value) -> RefreshOutcome.LOADED);
		CompletableFuture<@Nullable Object> value = call.region()
			.retrieve(new ModelLoadCall(call.item(), reload, mustReflect), () -> loading(call,
					throwing ? () -> mustReflect.fails(this.facts.mustReflect(call.node())) : null));
		on(value, (found, failed) -> {
			if (!failed) {
				check(call, call.item(), found,
						this.scenario.guards().servesStale() ? Facts.hard(mustReflect.get()) : mustReflect.get());
			}
			this.world.ended(call.number());
		});
		return "retrieves " + call.key().text();
	}

	/**
	 * Loads, or fails. What stands in for a load that failed is served after that, and
	 * judged then.
	 * @param onFailure runs right before the load fails; null if it does not fail
	 */
	private CompletableFuture<@Nullable Object> loading(Call call, @Nullable Runnable onFailure) {
		CompletableFuture<@Nullable Object> loading = new CompletableFuture<>();
		load(call, (loaded) -> {
			if (onFailure != null) {
				onFailure.run();
				loading.completeExceptionally(new LoaderException());
			}
			else {
				loading.complete(loaded);
			}
		});
		return loading;
	}

	private String readAll(Call call) {
		List<Change> mustReflect = begins(call);
		List<Item> items = Data.ITEMS.stream()
			.filter((item) -> item.key().region().equals(call.key().region()))
			.map((item) -> item.key().equals(call.key()) ? call.item() : item)
			.toList();
		on(call.region().lookupAll(items.stream().map(Item::key).toList(), TYPE), (lookups, failed) -> {
			List<CompletableFuture<?>> read = new ArrayList<>();
			for (int i = 0; lookups != null && i < items.size(); i++) {
				Item item = items.get(i);
				CompletableFuture<@Nullable Hit> hit = call.region().read(lookups.get(i), TYPE, item);
				read.add(hit);
				on(hit, (found, unread) -> {
					if (found != null) {
						check(call, item, found.value(), mustReflect);
					}
				});
			}
			end(call, CompletableFuture.allOf(read.toArray(CompletableFuture<?>[]::new)));
		});
		return "reads all of " + call.key().region();
	}

	private String invalidate(Call call) {
		List<String> tags = new ArrayList<>();
		int count = 1 + this.random.nextInt(2);
		for (int i = 0; i < count; i++) {
			tags.add(Data.TAGS.get(this.random.nextInt(Data.TAGS.size())));
		}
		if (this.random.nextInt(20) == 0) {
			// More than are appended at once
			IntStream.rangeClosed(0, InvalidationLog.APPENDED_AT_ONCE).forEach((number) -> tags.add("other" + number));
		}
		List<String> names = tags.stream().distinct().toList();
		int softOfThree = this.scenario.guards().leavesLoads() ? 2 : 1;
		Mode mode = (this.random.nextInt(3) < softOfThree) ? Mode.SOFT : Mode.HARD;
		long commit = this.facts.commit();
		later(call, "invalidates " + names,
				() -> change(call, commit, () -> call.node().node().invalidate(names, mode), false));
		return "commits " + commit + " for " + mode + " invalidation of " + names;
	}

	private String evict(Call call) {
		long commit = this.facts.commit();
		later(call, "evicts", () -> change(call, commit, () -> call.region().evict(call.key()), false));
		return "commits " + commit + " for evict of " + call.key().text();
	}

	private String clear(Call call) {
		long commit = this.facts.commit();
		later(call, "clears", () -> change(call, commit, () -> call.region().clear(), false));
		return "commits " + commit + " for clear of " + call.key().region();
	}

	private String invalidateAll(Call call) {
		long commit = this.facts.commit();
		List<String> names = List.of(TagName.NAMESPACE);
		later(call, "invalidates all",
				() -> change(call, commit, () -> call.node().node().invalidate(names, Mode.HARD), false));
		return "commits " + commit + " for invalidation of all";
	}

	/**
	 * A method with an explicit put: the token, the method, the put.
	 */
	private String put(Call call) {
		long arrival = call.region().token();
		if (arrival != LoadCall.NO_TOKEN) {
			put(call, arrival);
			return "puts " + call.key().text();
		}
		List<String> implicit = Node.withImplicit(call.key().region(), List.of());
		on(call.node().node().observe(implicit, List.of(call.key()), false), (seen, failed) -> {
			if (seen == null) {
				this.world.ended(call.number());
			}
			else {
				put(call, seen.clock());
			}
		});
		return "puts " + call.key().text();
	}

	private void put(Call call, long token) {
		later(call, "runs the method", () -> {
			long commit = this.facts.commit();
			later(call, "puts " + commit, () -> change(call, commit,
					() -> call.region().put(Map.of(call.key(), entry(call.item(), commit)), token), false));
		});
	}

	/**
	 * A put outside annotated methods, sometimes of several keys. Its values are taken to
	 * be current when the put begins, or when the store is asked for the clock.
	 */
	private String putWithoutToken(Call call) {
		Map<EntryKey, NewEntry> entries = new LinkedHashMap<>();
		List<String> names = new ArrayList<>();
		long commit = this.facts.commit();
		for (Item item : Data.ITEMS) {
			if (item.key().equals(call.key())
					|| (item.key().region().equals(call.key().region()) && this.random.nextInt(3) == 0)) {
				entries.put(item.key(), entry(item.key().equals(call.key()) ? call.item() : item, commit));
				names.add(item.key().logName());
			}
		}
		later(call, "puts without a token " + names, () -> {
			this.facts.declareCurrent(commit);
			call.node().store().onNextObserve(() -> this.facts.declareCurrent(commit));
			change(call, commit, () -> call.region().put(entries, null), false);
		});
		return "commits " + commit + " for put of " + names;
	}

	private String putUnlessAfter(Call call) {
		on(call.region().lookupInStore(call.key(), TYPE), (lookup, failed) -> {
			if (lookup == null || lookup.isFound()) {
				this.world.ended(call.number());
				return;
			}
			later(call, "found none", () -> {
				long commit = this.facts.commit();
				later(call, "puts " + commit + " unless there is one", () -> change(call, commit,
						() -> call.region().putUnlessAfter(call.key(), entry(call.item(), commit), lookup.token()),
						true));
			});
		});
		return "puts if absent " + call.key().text();
	}

	/**
	 * A change that returned binds those who begin to read. One that failed may bind
	 * nobody, and so does a conditional one that changed nothing.
	 */
	private <T> void change(Call call, long commit, Supplier<CompletableFuture<T>> change, boolean conditional) {
		on(call.node().store().appending(commit, change), (done, failed) -> {
			if (!failed && !(conditional && Boolean.FALSE.equals(done))) {
				this.facts.returned(call.node(), commit);
			}
			this.world.ended(call.number());
		});
	}

	private void check(Call call, Item item, @Nullable Object found, List<Change> mustReflect) {
		if (found instanceof Long value) {
			this.facts.check(call.node(), call.toString(), item, value, mustReflect);
		}
		else {
			this.facts.violated(new AssertionError(call + " returned " + found));
		}
	}

	private static NewEntry entry(Item item, long value) {
		return NewEntry.of(value, TYPE, item.tags(value)).taggedBy(item);
	}

	private void later(Call call, String what, Runnable action) {
		this.world.later(call.node(), call + " " + what, action);
	}

	private void end(Call call, CompletableFuture<?> future) {
		on(future, (done, failed) -> this.world.ended(call.number()));
	}

	/**
	 * Goes on when a future ends. Only the store and the model's own loader may fail.
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // what goes wrong is noted
	private <T extends @Nullable Object> void on(CompletableFuture<T> future, Continuation<T> continuation) {
		future.whenComplete((value, ex) -> this.world.guarded(() -> {
			Throwable cause = ex;
			while (cause instanceof CompletionException && cause.getCause() != null) {
				cause = cause.getCause();
			}
			if (cause != null && !(cause instanceof StoreException) && !(cause instanceof LoaderException)) {
				throw new AssertionError("Only the store or the loader may fail", cause);
			}
			continuation.accept(value, cause != null);
		}));
	}

	/**
	 * What a call must reflect that may leave its load, or whose load may fail. A stale
	 * value that stands in is judged then. Both may happen to one call, and the value
	 * that it waited for may come all the same: what it is served decides.
	 */
	private static final class Obligation implements ModelLoadCall.Obliged {

		private final ModelNode node;

		private List<Change> changes;

		private @Nullable List<Change> whenLeft;

		private @Nullable List<Change> whenFailed;

		Obligation(ModelNode node, List<Change> atBegin) {
			this.node = node;
			this.changes = atBegin;
		}

		List<Change> get() {
			return this.changes;
		}

		void fails(List<Change> now) {
			this.whenFailed = now;
		}

		@Override
		public void asked() {
			List<Change> leaving = this.node.leaving();
			this.whenLeft = (leaving != null) ? leaving : this.whenLeft;
		}

		@Override
		public void served() {
			StaleReason reason = this.node.takeServing();
			List<Change> then = (reason == StaleReason.TIMEOUT) ? this.whenLeft
					: (reason == StaleReason.ERROR) ? this.whenFailed : null;
			this.changes = (then != null) ? then : this.changes;
		}

	}

	private interface Continuation<T extends @Nullable Object> {

		void accept(@Nullable T value, boolean failed);

	}

	private record Call(ModelNode node, int number, Item item) {

		EntryKey key() {
			return this.item.key();
		}

		Region region() {
			return this.node.region(this.item.key());
		}

		@Override
		public String toString() {
			return "call " + this.number;
		}

	}

	private static final class LoaderException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

}
