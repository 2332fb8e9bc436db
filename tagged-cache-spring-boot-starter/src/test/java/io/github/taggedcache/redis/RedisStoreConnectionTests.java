package io.github.taggedcache.redis;

import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.testsupport.EmbeddedRedis;
import io.github.taggedcache.testsupport.RespConnection;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Which connections the store uses, and for how long.
 */
class RedisStoreConnectionTests {

	private static final EntryKey KEY = EntryKey.of("articles", "1");

	private static final KeyLayout LAYOUT = new KeyLayout("shop");

	private static final String CLIENT = "tagged-cache-test";

	private static EmbeddedRedis server;

	private final LettuceConnectionFactory factory = LettuceFactories.unstarted(server.uri(),
			(client) -> client.clientName(CLIENT));

	private final RedisStore store = new RedisStore(this.factory, LAYOUT, 1000, LettuceFactories.TIMEOUT);

	@BeforeAll
	static void start() {
		server = EmbeddedRedis.start();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@AfterEach
	void destroy() {
		this.factory.destroy();
	}

	@Test
	void creatingTheStoreConnectsToNothing() {
		this.factory.afterPropertiesSet();
		assertThat(connections()).isZero();
	}

	@Test
	void allCallsShareTheConnectionOfTheFactory() {
		this.factory.afterPropertiesSet();
		this.factory.getConnection().ping();
		readManyTimes();
		assertThat(connections()).isEqualTo(1);
	}

	@Test
	void closingTheStoreLeavesTheSharedConnectionOpen() {
		this.factory.afterPropertiesSet();
		readManyTimes();
		this.store.close();
		assertThat(connections()).isEqualTo(1);
		assertThat(this.factory.getConnection().ping()).isEqualTo("PONG");
	}

	@Test
	void allCallsShareAConnectionOfTheStoreWhereTheFactorySharesNone() {
		this.factory.setShareNativeConnection(false);
		this.factory.afterPropertiesSet();
		readManyTimes();
		assertThat(connections()).isEqualTo(1);
	}

	@Test
	void closingTheStoreClosesAConnectionOfItsOwn() {
		this.factory.setShareNativeConnection(false);
		this.factory.afterPropertiesSet();
		readManyTimes();
		this.store.close();
		Awaitility.await("the server has noticed").untilAsserted(() -> assertThat(connections()).isZero());
	}

	@Test
	void connectionOfTheStoreIsReplacedWhenTheFactoryWasRestarted() {
		this.factory.setShareNativeConnection(false);
		this.factory.afterPropertiesSet();
		readManyTimes();
		this.factory.stop();
		this.factory.start();
		readManyTimes();
		assertThat(connections()).isEqualTo(1);
	}

	@Test
	void sharedConnectionIsReplacedWhenTheFactoryWasRestarted() {
		this.factory.afterPropertiesSet();
		readManyTimes();
		this.factory.stop();
		this.factory.start();
		readManyTimes();
		assertThat(connections()).isEqualTo(1);
	}

	@Test
	void sharedConnectionIsReplacedWhenTheFactoryWasReset() {
		this.factory.afterPropertiesSet();
		readManyTimes();
		this.factory.resetConnection();
		readManyTimes();
		Awaitility.await("the server has noticed").untilAsserted(() -> assertThat(connections()).isEqualTo(1));
	}

	@Test
	void factoryThatIsStoppedIsAClearError() {
		this.factory.afterPropertiesSet();
		readManyTimes();
		this.factory.stop();
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> Futures.await(this.store.get(KEY)))
			.withMessageContaining("LettuceConnectionFactory has been STOPPED");
	}

	@Test
	void factoryThatWasNotInitializedIsAClearErrorUntilItIs() {
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> Futures.await(this.store.get(KEY)))
			.withMessageContaining("GET of key #6b86b273 of region 'articles'")
			.withMessageContaining("Use start() to initialize it");
		this.factory.afterPropertiesSet();
		assertThat(Futures.await(this.store.get(KEY))).isNull();
	}

	@Test
	void storeThatWasClosedIsAClearError() {
		this.factory.afterPropertiesSet();
		readManyTimes();
		this.store.close();
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> Futures.await(this.store.get(KEY)))
			.withMessageContaining("The store was closed");
	}

	@Test
	void logThatKeepsNothingIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new RedisStore(this.factory, LAYOUT, 0, LettuceFactories.TIMEOUT))
			.withMessageContaining("at least one record");
	}

	private void readManyTimes() {
		IntStream.range(0, 50)
			.mapToObj((number) -> this.store.get(EntryKey.of("articles", "k" + number)))
			.toList()
			.forEach(CompletableFuture::join);
	}

	private static long connections() {
		try (RespConnection admin = server.connect()) {
			return admin.text("CLIENT", "LIST").lines().filter((line) -> line.contains("name=" + CLIENT)).count();
		}
	}

}
