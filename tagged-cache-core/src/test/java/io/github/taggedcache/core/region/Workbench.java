package io.github.taggedcache.core.region;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

import io.github.taggedcache.core.codec.ValueCodec;
import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.core.envelope.Compression;
import io.github.taggedcache.core.envelope.Envelope;
import io.github.taggedcache.core.envelope.Header;
import io.github.taggedcache.core.envelope.Payload;
import io.github.taggedcache.core.event.Observer;
import io.github.taggedcache.core.event.RegionEvents;
import io.github.taggedcache.core.follow.CatchUp;
import io.github.taggedcache.core.follow.StepFollower;
import io.github.taggedcache.core.history.Retention;
import io.github.taggedcache.core.history.TagHistory;
import io.github.taggedcache.core.judge.DeclaredTags;
import io.github.taggedcache.core.judge.LiteralTags;
import io.github.taggedcache.core.load.LoadSettings;
import io.github.taggedcache.core.load.LoadWaits;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.near.Copying;
import io.github.taggedcache.core.near.NearSettings;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.outage.NearFallback;
import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.InvalidationLog;
import io.github.taggedcache.core.store.LogRecord;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.SettableTime;
import io.github.taggedcache.core.store.WatchedStore;
import io.github.taggedcache.core.store.memory.MemoryStore;
import org.jspecify.annotations.Nullable;

/**
 * One store, the node under test, and another node that works on the same store unseen.
 * On demand the node under test follows the log.
 */
final class Workbench {

	static final String REGION = "articles";

	static final EntryKey KEY = EntryKey.of(REGION, "1");

	/** Another key in the bucket of {@link #KEY}. */
	static final EntryKey NEIGHBOUR = IntStream.iterate(2, (i) -> i + 1)
		.mapToObj((i) -> EntryKey.of(REGION, "" + i))
		.filter((key) -> key.bucket() == KEY.bucket())
		.findFirst()
		.orElseThrow();

	static final ValueType TEXT = ValueType.of(String.class, "test");

	static final ValueType NUMBER = ValueType.of(Integer.class, "test");

	static final RegionSettings SETTINGS = new RegionSettings(Duration.ofHours(1), 0, true, Compression.NONE, null);

	static final RegionSettings NEAR = near(new NearSettings(1000, 0, null, Copying.AUTO));

	static final Duration MAX_STALENESS = Duration.ofSeconds(1);

	/** Most entries under way to the store. */
	static final int MAX_UNDER_WAY = 3;

	/** Most bytes of them. */
	static final int MAX_BYTES_UNDER_WAY = 10_000;

	private final SettableTime time = new SettableTime();

	private final MemoryStore memory = new MemoryStore(this.time, 100);

	private final WatchedStore store = new WatchedStore(this.memory);

	private final WriteBehind writes = new WriteBehind(this.store, this::nanoTime, MAX_UNDER_WAY, MAX_BYTES_UNDER_WAY);

	private final Node node;

	private final Node elsewhere;

	private final TextCodec codec = new TextCodec(1);

	private final HeldLimit limit = new HeldLimit();

	private final LoadWaits waits = new LoadWaits(this.limit);

	private Executor registering = Runnable::run;

	private RegionEvents events = RegionEvents.NONE;

	private Observer observer = Observer.NONE;

	private @Nullable StepFollower follower;

	private @Nullable NearFallback nearFallback;

	Workbench() {
		this.node = new Node(this.store, new Retention());
		this.elsewhere = elsewhere();
	}

	private Workbench(boolean strict) {
		CatchUp catchUp = new CatchUp(MAX_STALENESS, this::nanoTime);
		this.node = strict ? Node.strict(this.store, new Retention(), catchUp, 1000, 1_000_000)
				: Node.following(this.store, new Retention(), catchUp, 1000, 1_000_000);
		this.elsewhere = elsewhere();
	}

	private Node elsewhere() {
		Retention longEnough = new Retention();
		longEnough.cover(0);
		return new Node(this.memory, longEnough);
	}

	/**
	 * With a node that follows the log and is caught up.
	 */
	static Workbench following() {
		return caughtUp(new Workbench(false));
	}

	/**
	 * With a node that follows the log and is caught up, and whose reads are all judged
	 * by the store.
	 */
	static Workbench strict() {
		return caughtUp(new Workbench(true));
	}

	private static Workbench caughtUp(Workbench bench) {
		bench.register("a");
		bench.restartFollower();
		bench.follow();
		bench.follow();
		bench.store.calls();
		return bench;
	}

	static RegionSettings near(NearSettings near) {
		return new RegionSettings(Duration.ofHours(1), 0, true, Compression.NONE, null, near);
	}

	/**
	 * Settings of a region that writes behind.
	 */
	static RegionSettings behind(@Nullable NearSettings near) {
		return new RegionSettings(Duration.ofHours(1), 0, true, Compression.NONE, null, near,
				RegionSettings.JOIN_TIMEOUT, true);
	}

	/**
	 * Settings of a region whose loads wait for each other.
	 */
	static RegionSettings waiting(boolean writesBehind, LoadSettings loads) {
		return new RegionSettings(Duration.ofHours(1), 0, false, Compression.NONE, null, null,
				RegionSettings.JOIN_TIMEOUT, writesBehind)
			.with(loads);
	}

	/**
	 * Applies what is in the log, and beats.
	 */
	void follow() {
		this.time.advance(MAX_STALENESS.dividedBy(4));
		if (this.follower != null) {
			this.follower.turn();
		}
	}

	/**
	 * Has another follower go on where the one before stopped.
	 */
	void restartFollower() {
		this.follower = new StepFollower(this.node);
	}

	/**
	 * Makes the node meet a record that names nothing.
	 * @return the clock after it
	 */
	long gap() {
		List<String> tags = IntStream.rangeClosed(0, InvalidationLog.WIDE).mapToObj((i) -> "unrelated:" + i).toList();
		long clock = this.memory.append(new Append(tags, List.of(), Mode.HARD, 0, 0, Append.ALWAYS, "other release"))
			.join()
			.version();
		follow();
		return clock;
	}

	/**
	 * Has the log pass over an append of the node, as after a fail-over that has lost it.
	 * @param meanwhile runs when the store is beyond that append, and the node is not; is
	 * given the clock
	 */
	void passOverOwnAppend(LongConsumer meanwhile) {
		long before = clock();
		Append lost = new Append(List.of("lost"), List.of(), Mode.HARD, 0, 0, Append.ALWAYS, this.node.origin());
		history().learnOwn(lost, new Appended(before + 1, before, List.of(), true, 0));
		this.time.advance(MAX_STALENESS.dividedBy(4));
		long version = invalidate("unrelated");
		meanwhile.accept(version);
		history().apply(new LogRecord(version, before, LogRecord.Kind.TAG, Mode.HARD, List.of("unrelated"), List.of(),
				"elsewhere"));
	}

	TagHistory history() {
		return Objects.requireNonNull(this.node.history());
	}

	Region region() {
		return region(SETTINGS);
	}

	Region region(RegionSettings settings) {
		return region(settings, this.codec, Runnable::run);
	}

	Region region(RegionSettings settings, ValueCodec codec, Executor executor) {
		return region(settings, codec, UnstorableValues.logged(), executor);
	}

	Region region(RegionSettings settings, ValueCodec codec, UnstorableValues unstorable, Executor executor) {
		return region(REGION, settings, codec, unstorable, executor);
	}

	Region region(String name, RegionSettings settings, ValueCodec codec, Executor executor) {
		return region(name, settings, codec, UnstorableValues.logged(), executor);
	}

	private Region region(String name, RegionSettings settings, ValueCodec codec, UnstorableValues unstorable,
			Executor executor) {
		return new Region(name, settings,
				new RegionEnvironment(this.node, this.writes,
						new Registrations(this.node, this::nanoTime, this.registering), codec, unstorable, executor,
						executor, this.time, this::nanoTime, new Random(5), this.waits, this.events, this.observer,
						this.store, fallback()));
	}

	private NearFallback fallback() {
		NearFallback chosen = this.nearFallback;
		return (chosen != null) ? chosen : NearFallback.none(this.node);
	}

	/**
	 * Has the regions that are made from now on serve near entries that cannot be proven.
	 */
	NearFallback serveNearFor(Duration duration) {
		NearFallback chosen = new NearFallback(this.node, duration);
		this.nearFallback = chosen;
		return chosen;
	}

	/**
	 * A region of another node, whose joiners and loads wait by the same time.
	 */
	Region regionElsewhere(RegionSettings settings) {
		return new Region(REGION, settings,
				new RegionEnvironment(this.elsewhere, new WriteBehind(this.memory, this::nanoTime),
						Registrations.immediate(this.elsewhere, this::nanoTime), this.codec, UnstorableValues.logged(),
						Runnable::run, Runnable::run, this.time, this::nanoTime, new Random(7),
						new LoadWaits(this.limit), RegionEvents.NONE, Observer.NONE, this.memory,
						NearFallback.none(this.elsewhere)));
	}

	/**
	 * Has the regions that are made from now on register their names when that is run.
	 */
	void register(Executor later) {
		this.registering = later;
	}

	/**
	 * Has somebody listen to the regions that are made from now on.
	 */
	void listen(RegionEvents listener) {
		this.events = listener;
	}

	/**
	 * Has somebody observe the regions that are made from now on.
	 */
	void observe(Observer observer) {
		this.observer = observer;
	}

	/**
	 * Entries under way to the store.
	 */
	WriteBehind writes() {
		return this.writes;
	}

	/**
	 * The time of joiners, which does not pass by itself.
	 */
	HeldLimit limit() {
		return this.limit;
	}

	LoadWaits waits() {
		return this.waits;
	}

	long nanoTime() {
		return TimeUnit.MILLISECONDS.toNanos(this.time.millis());
	}

	SettableTime time() {
		return this.time;
	}

	MemoryStore memory() {
		return this.memory;
	}

	WatchedStore store() {
		return this.store;
	}

	Node node() {
		return this.node;
	}

	TextCodec codec() {
		return this.codec;
	}

	/**
	 * Makes tags and the key known to the store, as an earlier call would have.
	 * @return the clock
	 */
	long register(String... tags) {
		return this.elsewhere.observe(Node.withImplicit(REGION, List.of(tags)), List.of(KEY), false).join().clock();
	}

	long clock() {
		return this.elsewhere.observe(List.of(), List.of(), false).join().clock();
	}

	long invalidate(String... tags) {
		return this.elsewhere.invalidate(List.of(tags), Mode.HARD).join().get(0).version();
	}

	long softInvalidate(String tag) {
		return this.elsewhere.invalidate(List.of(tag), Mode.SOFT).join().get(0).version();
	}

	long clearRegion() {
		return invalidate(TagName.ofRegion(REGION));
	}

	long clearNamespace() {
		return invalidate(TagName.NAMESPACE);
	}

	long keyEvent(EntryKey key) {
		return this.elsewhere.keyEvents(List.of(key)).join().get(0).version();
	}

	/**
	 * What lies in the store under the key.
	 */
	@Nullable Envelope stored() {
		byte[] bytes = this.memory.get(KEY).join();
		return (bytes != null) ? Envelope.parse(bytes) : null;
	}

	/**
	 * Has another node store a text with the tag {@code a} under the key.
	 */
	void storeElsewhere(String text) {
		long version = register("a");
		long now = this.time.millis();
		long end = now + Duration.ofHours(1).toMillis();
		Header header = new Header(version, version, version, this.codec.id(), TEXT.fingerprint(), 0, now, end, end,
				List.of("a"));
		putBytes(Envelope.write(header, Payload.of(text.getBytes(StandardCharsets.UTF_8))));
	}

	void putBytes(byte[] bytes) {
		this.memory.set(KEY, bytes, 0).join();
	}

	static NewEntry entry(@Nullable Object value, String... tags) {
		return NewEntry.of(value, TEXT, List.of(tags));
	}

	static @Nullable Hit read(Region region, Collection<String> callTags) {
		DeclaredTags declared = new LiteralTags(callTags.toArray(String[]::new));
		Lookup lookup = region.lookup(KEY, TEXT, declared, Runnable::run).join();
		return region.read(lookup, TEXT, LiteralTags.NONE).join();
	}

	static @Nullable Hit read(Region region, String... callTags) {
		return read(region, List.of(callTags));
	}

}
