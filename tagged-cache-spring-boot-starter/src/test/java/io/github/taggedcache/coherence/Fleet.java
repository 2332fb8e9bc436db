package io.github.taggedcache.coherence;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.testsupport.EmbeddedRedis;
import io.github.taggedcache.testsupport.RespConnection;
import io.github.taggedcache.testsupport.RoundTripProxy;

/**
 * Three instances on a Redis server of their own. The last one connects through a proxy.
 */
final class Fleet implements AutoCloseable {

	static final String NAMESPACE = "fleet";

	static final String LOG = "{" + NAMESPACE + "}:log";

	static final String CLOCK = "{" + NAMESPACE + "}:clock";

	static final Duration MAX_STALENESS = Duration.ofMillis(400);

	private static final Pattern FOLLOWER = Pattern.compile("id=(\\d+) [^\n]*name=tagged-cache-follower");

	private final EmbeddedRedis server = EmbeddedRedis.start();

	private final RoundTripProxy proxy = RoundTripProxy.to(this.server);

	private final Database database = new Database();

	private final List<Instance> instances = new ArrayList<>();

	Fleet() {
		this.instances.add(start(this.server.uri()));
		this.instances.add(start(this.server.uri()));
		this.instances.add(start(this.proxy.uri()));
		this.instances.forEach(Instance::awaitCaughtUp);
	}

	private Instance start(URI uri) {
		return Instance.start(uri, NAMESPACE, this.database, "spring.data.redis.timeout=100ms",
				"tagged-cache.max-staleness=" + MAX_STALENESS.toMillis() + "ms");
	}

	List<Instance> instances() {
		return this.instances;
	}

	/**
	 * An instance with a direct connection.
	 */
	Instance first() {
		return this.instances.get(0);
	}

	/**
	 * The instance behind the proxy.
	 */
	Instance last() {
		return this.instances.get(this.instances.size() - 1);
	}

	Database database() {
		return this.database;
	}

	EmbeddedRedis server() {
		return this.server;
	}

	RoundTripProxy proxy() {
		return this.proxy;
	}

	/**
	 * Sends a command to the server.
	 */
	void send(Object... command) {
		try (RespConnection connection = this.server.connect()) {
			connection.call(command);
		}
	}

	/**
	 * The ids of the connections that follow the log.
	 */
	List<String> followers() {
		try (RespConnection connection = this.server.connect()) {
			return FOLLOWER.matcher(String.valueOf(connection.text("CLIENT", "LIST")))
				.results()
				.map((result) -> result.group(1))
				.toList();
		}
	}

	/**
	 * Has the last instance miss records: while its requests wait, others append, and
	 * then the records are removed.
	 */
	void loseRecords(Object... removal) {
		long gaps = last().node().gaps();
		this.proxy.holdRequests();
		try {
			for (int i = 0; i < 3; i++) {
				appendUnrelated();
			}
			send(removal);
		}
		finally {
			this.proxy.release();
		}
		Waiting.await("a gap").until(() -> last().node().gaps() > gaps);
	}

	/**
	 * Appends a record. On a slow machine the answer may come after the short timeout.
	 */
	private void appendUnrelated() {
		Waiting.await("an append").ignoreExceptionsInstanceOf(StoreException.class).until(() -> {
			first().manager().invalidateTags("unrelated");
			return true;
		});
	}

	/**
	 * Waits until each of these instances has missed records.
	 */
	void awaitGaps(Runnable cause) {
		List<Long> gaps = this.instances.stream().map((instance) -> instance.node().gaps()).toList();
		cause.run();
		for (int i = 0; i < gaps.size(); i++) {
			Instance instance = this.instances.get(i);
			long before = gaps.get(i);
			Waiting.await("a gap").until(() -> instance.node().gaps() > before);
		}
	}

	/**
	 * Waits until each of these instances has been without a proof that its history is
	 * current for a while, and has made reads then.
	 */
	void awaitQuarantine(Workload workload, List<Instance> quarantined) {
		Waiting.await("quarantine")
			.until(() -> quarantined.stream()
				.allMatch((instance) -> instance.sinceProof().compareTo(MAX_STALENESS.multipliedBy(2)) > 0));
		workload.awaitReads(quarantined);
	}

	@Override
	public void close() {
		this.instances.forEach(Instance::close);
		this.proxy.close();
		this.server.close();
	}

}
