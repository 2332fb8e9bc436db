package io.github.taggedcache.testsupport;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class SharedRedisTests {

	private final RedisSource unset = new NamedRedis(Map.of());

	private final DockerEngine noEngine = new DockerEngine(Map.of("DOCKER_HOST", "unix:///no/such/docker.sock"));

	private final RedisSource noContainer = new ContainedRedis(this.noEngine, getClass().getClassLoader());

	@Test
	void serverNamedInTheEnvironmentIsUsed() {
		try (EmbeddedRedis server = EmbeddedRedis.start()) {
			SharedRedis shared = new SharedRedis(List.of(named(server.uri().toString()), new EmbeddedRedisSource()));
			assertThat(shared.get().uri()).isEqualTo(server.uri());
		}
	}

	@Test
	void namedServerThatDoesNotAnswerIsAnErrorThoughAnotherOneWould() throws Exception {
		String address = "127.0.0.1:" + FreePorts.pick(1).get(0);
		SharedRedis shared = new SharedRedis(List.of(named("redis://" + address), new EmbeddedRedisSource()));
		assertThatIllegalStateException().isThrownBy(shared::get)
			.withMessageContaining(RedisServers.URI_VARIABLE)
			.withMessageContaining(address);
	}

	@Test
	void nameThatIsNoAddressIsAnError() {
		SharedRedis shared = new SharedRedis(List.of(named("localhost:6379"), new EmbeddedRedisSource()));
		assertThatIllegalStateException().isThrownBy(shared::get)
			.withMessageContaining(RedisServers.URI_VARIABLE)
			.withMessageContaining("redis://");
	}

	@Test
	void embeddedServerIsUsedWhereNoneIsNamedAndNoEngineAnswers() {
		SharedRedis shared = new SharedRedis(List.of(this.unset, this.noContainer, new EmbeddedRedisSource()));
		try (RespConnection connection = shared.get().connect()) {
			assertThat(connection.text("INFO", "server")).contains("redis_version:7.0.15");
		}
	}

	@Test
	void whereNoneWorksTheErrorSaysWhyEachDoesNot() {
		SharedRedis shared = new SharedRedis(List.of(this.unset, this.noContainer, new Failing("no program")));
		assertThatIllegalStateException().isThrownBy(shared::get)
			.withMessageContaining("1. environment variable TAGGED_CACHE_TEST_REDIS_URI: it is not set")
			.withMessageContaining("2. Testcontainers: no Docker engine answers at unix:///no/such/docker.sock")
			.withMessageContaining("3. failing: no program");
	}

	@Test
	void withoutTestcontainersOnTheClassPathTheErrorSaysSo() {
		SharedRedis shared = new SharedRedis(
				List.of(new ContainedRedis(this.noEngine, ClassLoader.getPlatformClassLoader())));
		assertThatIllegalStateException().isThrownBy(shared::get)
			.withMessageContaining("testcontainers is not on the class path");
	}

	@Test
	void serverIsFoundOnce() {
		SharedRedis shared = new SharedRedis(List.of(new EmbeddedRedisSource()));
		assertThat(shared.get()).isSameAs(shared.get());
	}

	@Test
	void failureIsKept() {
		Failing failing = new Failing("no program");
		SharedRedis shared = new SharedRedis(List.of(failing));
		assertThatIllegalStateException().isThrownBy(shared::get).withMessageContaining("no program");
		assertThatIllegalStateException().isThrownBy(shared::get).withMessageContaining("no program");
		assertThat(failing.starts).hasValue(1);
	}

	private static RedisSource named(String uri) {
		return new NamedRedis(Map.of(RedisServers.URI_VARIABLE, uri));
	}

	private static final class Failing implements RedisSource {

		private final AtomicInteger starts = new AtomicInteger();

		private final String reason;

		Failing(String reason) {
			this.reason = reason;
		}

		@Override
		public String name() {
			return "failing";
		}

		@Override
		public RedisServer start() throws RedisUnavailableException {
			this.starts.incrementAndGet();
			throw new RedisUnavailableException(this.reason);
		}

	}

}
