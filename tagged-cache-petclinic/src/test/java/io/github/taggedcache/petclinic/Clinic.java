package io.github.taggedcache.petclinic;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.core.event.RegionStatistics;
import io.github.taggedcache.core.history.TagHistory;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.region.Region;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.persistence.EntityManagerFactory;
import org.awaitility.Awaitility;
import org.hibernate.SessionFactory;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import org.springframework.util.LinkedMultiValueMap;

/**
 * One instance of the application, on a port of its own.
 */
final class Clinic implements AutoCloseable {

	private static final Duration BOUND = Duration.ofSeconds(20);

	private final ConfigurableApplicationContext context;

	private final RestTestClient client;

	private Clinic(ConfigurableApplicationContext context) {
		this.context = context;
		this.client = RestTestClient.bindToServer()
			.baseUrl("http://localhost:" + context.getEnvironment().getProperty("local.server.port"))
			.build();
	}

	/**
	 * Starts an instance.
	 * @param redis the server that all instances share
	 * @param database the name of the database that they share; the first one makes its
	 * tables
	 * @param properties more properties
	 */
	static Clinic start(URI redis, String database, String... properties) {
		Stream<String> own = Stream.of("server.port=0", "spring.data.redis.url=" + redis,
				"spring.datasource.url=jdbc:h2:mem:" + database + ";DB_CLOSE_DELAY=-1",
				"tagged-cache.namespace=" + database,
				// One instance reads at once what another one has loaded
				"tagged-cache.defaults.write=through");
		String[] arguments = Stream.concat(own, Stream.of(properties))
			.map((property) -> "--" + property)
			.toArray(String[]::new);
		return new Clinic(SpringApplication.run(ClinicApplication.class, arguments));
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	TaggedCacheManager manager() {
		return bean(TaggedCacheManager.class);
	}

	RegionStatistics statistics(String cache) {
		return ((Region) manager().getCache(cache).getNativeCache()).statistics();
	}

	/**
	 * The count of a meter of one cache.
	 */
	double count(String meter, String cache) {
		return bean(MeterRegistry.class).get(meter).tag("cache", cache).functionCounter().count();
	}

	/**
	 * Statements that this instance has sent to the database.
	 */
	long statements() {
		return bean(EntityManagerFactory.class).unwrap(SessionFactory.class).getStatistics().getPrepareStatementCount();
	}

	/**
	 * Waits until this instance has applied what the other one has seen or done. The
	 * follower reads the log on a thread of its own.
	 */
	void awaitRecordsOf(Clinic other) {
		long known = other.bean(Node.class).known();
		Awaitility.await("records of the log").atMost(BOUND).pollInterval(Duration.ofMillis(2)).until(() -> {
			Node node = bean(Node.class);
			TagHistory history = node.history();
			return node.trusted() != null && history != null && history.position() >= known;
		});
	}

	/**
	 * The page that shows an owner.
	 */
	String page(Integer owner) {
		return body(this.client.get().uri("/owners/" + owner).exchange().expectStatus().isOk());
	}

	/**
	 * Posts the form of an owner, which must be refused.
	 * @return the page with the form, as it was filled in
	 */
	String postRefused(Integer owner, Map<String, String> fields) {
		return body(post(owner, fields).expectStatus().isOk());
	}

	/**
	 * Posts the form of an owner, which must be accepted.
	 */
	void postAccepted(Integer owner, Map<String, String> fields) {
		post(owner, fields).expectStatus().isFound();
	}

	private ResponseSpec post(Integer owner, Map<String, String> fields) {
		LinkedMultiValueMap<String, String> form = new LinkedMultiValueMap<>();
		fields.forEach(form::add);
		return this.client.post()
			.uri("/owners/" + owner)
			.contentType(MediaType.APPLICATION_FORM_URLENCODED)
			.body(form)
			.exchange();
	}

	private static String body(ResponseSpec response) {
		return response.expectBody(String.class).returnResult().getResponseBody();
	}

	@Override
	public void close() {
		this.context.close();
	}

}
