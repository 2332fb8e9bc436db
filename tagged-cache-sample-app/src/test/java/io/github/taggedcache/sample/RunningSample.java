package io.github.taggedcache.sample;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import io.github.taggedcache.sample.stage.Node;
import tools.jackson.databind.JsonNode;

/**
 * The sample on free ports and a database of its own, without the delay of its loads.
 */
public final class RunningSample implements AutoCloseable {

	private final TwoInstances instances;

	private final RunningInstance a;

	private RunningSample(TwoInstances instances) {
		this.instances = instances;
		this.a = new RunningInstance(instances.context(Node.A));
	}

	/**
	 * Starts the sample.
	 * @param properties count before those of the test
	 * @return the sample
	 */
	public static RunningSample start(String... properties) {
		Stream<String> own = Stream.of("sample.ports.a=0", "sample.ports.b=0", "sample.load-delay=0s",
				"sample.outage=2s", "spring.data.redis.timeout=30s",
				"spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
		Map<String, String> byName = new LinkedHashMap<>();
		Stream.concat(own, Stream.of(properties))
			.forEach((property) -> byName.put(property.substring(0, property.indexOf('=')), property));
		return new RunningSample(
				TwoInstances.start(byName.values().stream().map((property) -> "--" + property).toArray(String[]::new)));
	}

	public RunningInstance a() {
		return this.a;
	}

	public RunningInstance b() {
		return new RunningInstance(this.instances.context(Node.B));
	}

	TwoInstances instances() {
		return this.instances;
	}

	/**
	 * What both instances share, as the page gets it.
	 */
	JsonNode stage() {
		return this.a.read("/api/stage");
	}

	@Override
	public void close() {
		this.instances.close();
	}

}
