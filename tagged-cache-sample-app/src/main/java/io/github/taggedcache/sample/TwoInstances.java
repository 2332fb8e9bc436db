package io.github.taggedcache.sample;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.taggedcache.sample.stage.Node;
import io.github.taggedcache.sample.stage.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Starts two instances of the application in one JVM: each with a port, a near cache and
 * connections of its own, on one Redis and one database. With the store in memory, which
 * belongs to one instance, there is only one.
 */
public final class TwoInstances implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(TwoInstances.class);

	private final Stage stage = new Stage();

	private final Map<Node, ConfigurableApplicationContext> contexts = new ConcurrentHashMap<>();

	private TwoInstances() {
	}

	public static void main(String[] args) {
		start(args);
	}

	/**
	 * Starts both. If one of them does not start, both end.
	 * @param args properties as on the command line, for both
	 * @return the instances
	 */
	public static TwoInstances start(String... args) {
		TwoInstances instances = new TwoInstances();
		instances.start(Node.A, args);
		if (instances.stage.hasRedis()) {
			instances.start(Node.B, args);
		}
		logger.info("Open http://localhost:{}", instances.stage.port(Node.A));
		return instances;
	}

	private void start(Node node, String... args) {
		SpringApplication application = new SpringApplication(SampleApplication.class);
		application.setBannerMode((node == Node.A) ? Banner.Mode.CONSOLE : Banner.Mode.OFF);
		application.addInitializers((context) -> this.stage.prepare(node, context));
		try {
			ConfigurableApplicationContext context = application.run(args);
			this.contexts.put(node, context);
			context.addApplicationListener((ContextClosedEvent event) -> endOtherThan(node));
		}
		catch (SpringApplication.AbandonedRunException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			logger.error("Instance {} did not start, for the reason above. Everything else ends as well."
					+ " Other ports: --sample.ports.a=9080 --sample.ports.b=9081", node);
			close();
			throw ex;
		}
	}

	/**
	 * Half of a sample shows nothing. A waits for B, since the stage ends with A. B does
	 * not wait for A.
	 */
	private void endOtherThan(Node closing) {
		ConfigurableApplicationContext other = this.contexts.get(closing.other());
		if (other != null && closing == Node.A) {
			other.close();
		}
		else if (other != null) {
			new Thread(other::close, "sample-end").start();
		}
	}

	/**
	 * The context of an instance.
	 * @param node the instance
	 * @return its context
	 * @throws IllegalArgumentException if there is no such instance
	 */
	public ConfigurableApplicationContext context(Node node) {
		ConfigurableApplicationContext context = this.contexts.get(node);
		if (context == null) {
			throw new IllegalArgumentException("There is no instance " + node);
		}
		return context;
	}

	/**
	 * What both stand on.
	 * @return the stage
	 */
	public Stage stage() {
		return this.stage;
	}

	@Override
	public void close() {
		ConfigurableApplicationContext first = this.contexts.get(Node.A);
		if (first != null) {
			first.close();
		}
		this.stage.close();
	}

}
