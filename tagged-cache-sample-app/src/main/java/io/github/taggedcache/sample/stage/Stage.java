package io.github.taggedcache.sample.stage;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import io.github.taggedcache.testsupport.EmbeddedRedis;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * What both instances share: Redis, the switches that break it, the ledger of writes, and
 * the timeline. A bean of both. Ends with instance A.
 */
public final class Stage implements AutoCloseable {

	private final Timeline timeline = new Timeline();

	private final Ledger ledger = new Ledger();

	private final AtomicBoolean traffic = new AtomicBoolean();

	private final Map<Node, Integer> ports = new ConcurrentHashMap<>();

	private final Map<Node, Supplier<InstanceState>> states = new ConcurrentHashMap<>();

	private final Map<String, Node> ids = new ConcurrentHashMap<>();

	private @Nullable RedisOfBoth redis;

	private @Nullable Faults faults;

	/**
	 * Prepares an instance: its port, its connection to Redis, and this stage as a bean.
	 * @param node the instance
	 * @param context its context, before the beans are made
	 */
	public void prepare(Node node, ConfigurableApplicationContext context) {
		context.getBeanFactory().registerSingleton("stage", this);
		context.getBeanFactory().registerSingleton("node", node);
		if (Boolean.getBoolean("spring.aot.processing")) {
			// The build makes code of the beans, and runs nothing
			return;
		}
		ConfigurableEnvironment environment = context.getEnvironment();
		Map<String, Object> properties = new HashMap<>(redis(environment).propertiesOf(node));
		properties.put("server.port",
				environment.getRequiredProperty("sample.ports." + node.name().toLowerCase(Locale.ROOT)));
		if (node == Node.A) {
			// Registered first, and so destroyed last
			((DefaultSingletonBeanRegistry) context.getBeanFactory()).registerDisposableBean("stage", this::close);
		}
		if (node == Node.B || redis(environment).embedded() != null) {
			properties.put("sample.new-database", false);
		}
		environment.getPropertySources().addFirst(new MapPropertySource("stage", properties));
		context.addApplicationListener((WebServerInitializedEvent event) -> {
			if (event.getApplicationContext() == context) {
				this.ports.put(node, event.getWebServer().getPort());
			}
		});
	}

	private synchronized RedisOfBoth redis(ConfigurableEnvironment environment) {
		RedisOfBoth present = this.redis;
		if (present == null) {
			present = RedisOfBoth.of(environment);
			this.redis = present;
			this.faults = new Faults(present, this.timeline,
					environment.getRequiredProperty("sample.outage", Duration.class));
		}
		return present;
	}

	/**
	 * Whether there is a Redis that instances can share.
	 * @return false with the store in memory
	 */
	public synchronized boolean hasRedis() {
		return this.redis != null && this.redis.isThere();
	}

	/**
	 * The Redis server that was started for the sample.
	 * @return the server, or nothing where another one is used
	 */
	public synchronized Optional<EmbeddedRedis> embeddedRedis() {
		return Optional.ofNullable((this.redis != null) ? this.redis.embedded() : null);
	}

	/**
	 * The switches.
	 * @return them
	 */
	public synchronized Faults faults() {
		if (this.faults == null) {
			throw new IllegalStateException("No instance has been prepared");
		}
		return this.faults;
	}

	public Timeline timeline() {
		return this.timeline;
	}

	public Ledger ledger() {
		return this.ledger;
	}

	/**
	 * Whether each instance reads everything all the time.
	 * @return the switch
	 */
	public AtomicBoolean traffic() {
		return this.traffic;
	}

	/**
	 * The port that an instance listens on.
	 * @param node the instance
	 * @return its port
	 * @throws NoInstanceException if there is no such instance
	 */
	public int port(Node node) {
		Integer port = this.ports.get(node);
		if (port == null) {
			throw new NoInstanceException(node);
		}
		return port;
	}

	/**
	 * Takes note of who can tell the state of an instance.
	 * @param node the instance
	 * @param state tells it
	 */
	public void add(Node node, Supplier<InstanceState> state) {
		this.states.put(node, state);
	}

	/**
	 * The state of each instance that runs.
	 * @return the states
	 */
	public Map<Node, InstanceState> states() {
		Map<Node, InstanceState> all = new EnumMap<>(Node.class);
		this.ports.keySet().forEach((node) -> {
			Supplier<InstanceState> state = this.states.get(node);
			if (state != null) {
				all.put(node, state.get());
			}
		});
		return all;
	}

	/**
	 * Takes note of the id of an instance in the invalidation log.
	 * @param id the id
	 * @param node the instance
	 */
	public void identify(String id, Node node) {
		this.ids.put(id, node);
	}

	/**
	 * The instances by their ids in the invalidation log.
	 * @return the instances that have invalidated something
	 */
	public Map<String, Node> ids() {
		return Map.copyOf(this.ids);
	}

	@Override
	public synchronized void close() {
		if (this.faults != null) {
			this.faults.close();
		}
		if (this.redis != null) {
			this.redis.close();
		}
	}

	/**
	 * There is one instance only.
	 */
	public static final class NoInstanceException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		NoInstanceException(Node node) {
			super("There is no instance " + node);
		}

	}

}
