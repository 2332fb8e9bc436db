package io.github.taggedcache.transaction;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;

import io.r2dbc.h2.H2ConnectionConfiguration;
import io.r2dbc.h2.H2ConnectionFactory;
import io.r2dbc.h2.H2ConnectionOption;
import io.r2dbc.spi.ConnectionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.transaction.support.DefaultTransactionDefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What reactive transactions do to the caches, seen from two instances.
 */
class R2dbcTransactionTests {

	@RegisterExtension
	static final TwoInstances instances = new TwoInstances(Reactive.class);

	private final Instance one = instances.one();

	private final Instance other = instances.other();

	private final ReactiveArticles articles = this.one.bean(ReactiveArticles.class);

	private final ReactiveArticles elsewhere = this.other.bean(ReactiveArticles.class);

	private final TransactionalOperator transaction = TransactionalOperator
		.create(this.one.bean(ReactiveTransactionManager.class));

	@BeforeEach
	void fill() {
		DatabaseClient database = this.one.bean(DatabaseClient.class);
		database.sql("create table if not exists article (id bigint primary key, author bigint, title varchar(100))")
			.then()
			.then(database.sql("delete from article").then())
			.then(database.sql("insert into article values (1, 1, 'old'), (2, 2, 'old')").then())
			.block();
	}

	/**
	 * Reads on the other instance, outside of the transaction of the subscriber.
	 */
	private Mono<Article> findElsewhere(long id) {
		return Mono.fromFuture(() -> CompletableFuture.supplyAsync(() -> this.elsewhere.find(id).block()));
	}

	private Mono<Boolean> isCachedElsewhere(long id) {
		return Mono.fromFuture(() -> CompletableFuture.supplyAsync(() -> this.other.isCached(id)));
	}

	private <T> void commit(Mono<T> action) {
		this.transaction.transactional(action).block();
	}

	private <T> void rollBack(Mono<T> action) {
		assertThatIllegalStateException().isThrownBy(() -> this.transaction
			.transactional(action.then(Mono.error(() -> new IllegalStateException("roll back"))))
			.block());
	}

	@Test
	void annotatedInvalidationIsMadeAtOnceAndAgainAfterTheCommit() {
		findElsewhere(1).block();
		commit(this.articles.rename(1, "new")
			.then(isCachedElsewhere(1).doOnNext((cached) -> assertThat(cached).isFalse()))
			.then(findElsewhere(1)));
		assertThat(this.elsewhere.find(1).block().title()).isEqualTo("new");
	}

	@Test
	void invalidationBeforeTheCallIsMadeAgainAfterTheCommit() {
		commit(this.articles.invalidateAndRename(1, "new").then(findElsewhere(1)));
		assertThat(this.elsewhere.find(1).block().title()).isEqualTo("new");
	}

	@Test
	void annotatedInvalidationIsNotRepeatedAfterARollback() {
		rollBack(this.articles.rename(1, "new").then(findElsewhere(1)));
		assertThat(this.other.isCached(1)).isTrue();
	}

	static Stream<Named<Function<ReactiveArticles, Mono<?>>>> changes() {
		return Stream.of(Named.of("@CacheEvict", (articles) -> articles.evict(1, "new")),
				Named.of("@CachePut", (articles) -> articles.put(1, "new")));
	}

	@ParameterizedTest
	@MethodSource("changes")
	void changeWaitsForTheCommit(Function<ReactiveArticles, Mono<?>> change) {
		findElsewhere(1).block();
		commit(change.apply(this.articles)
			.then(isCachedElsewhere(1).doOnNext((cached) -> assertThat(cached).isTrue())));
		assertThat(this.other.isCached(1)).isFalse();
		assertThat(this.elsewhere.find(1).block().title()).isEqualTo("new");
	}

	@ParameterizedTest
	@MethodSource("changes")
	void changeIsDroppedByARollback(Function<ReactiveArticles, Mono<?>> change) {
		findElsewhere(1).block();
		rollBack(change.apply(this.articles));
		assertThat(this.other.isCached(1)).isTrue();
		assertThat(this.elsewhere.find(1).block().title()).isEqualTo("old");
	}

	static Stream<Named<Function<ReactiveArticles, Mono<?>>>> evictionsBefore() {
		return Stream.of(Named.of("of one key", (articles) -> articles.evictBefore(1, "new")),
				Named.of("of all entries", (articles) -> articles.clearBefore(1, "new")));
	}

	@ParameterizedTest
	@MethodSource("evictionsBefore")
	void evictionBeforeTheMethodIsMadeAtOnceAndAgainAfterTheCommit(Function<ReactiveArticles, Mono<?>> eviction) {
		findElsewhere(1).block();
		commit(eviction.apply(this.articles)
			.then(isCachedElsewhere(1).doOnNext((cached) -> assertThat(cached).isFalse()))
			.then(findElsewhere(1)));
		assertThat(this.elsewhere.find(1).block().title()).isEqualTo("new");
	}

	@ParameterizedTest
	@MethodSource("evictionsBefore")
	void evictionBeforeTheMethodIsNotRepeatedAfterARollback(Function<ReactiveArticles, Mono<?>> eviction) {
		rollBack(eviction.apply(this.articles).then(findElsewhere(1)));
		assertThat(this.other.isCached(1)).isTrue();
	}

	@Test
	void newTransactionIsSentAtItsOwnCommit() {
		TransactionalOperator inner = TransactionalOperator.create(this.one.bean(ReactiveTransactionManager.class),
				new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW));
		findElsewhere(1).then(findElsewhere(2)).block();
		rollBack(this.articles.evict(2, "new")
			.then(inner.transactional(this.articles.evict(1, "new")))
			.then(isCachedElsewhere(1).doOnNext((cached) -> assertThat(cached).isFalse())));
		assertThat(this.other.isCached(2)).isTrue();
	}

	static Stream<Named<Function<ReactiveArticles, Mono<Article>>>> reads() {
		return Stream.of(Named.of("plain", (articles) -> articles.find(1)),
				Named.of("sync", (articles) -> articles.findInOneLoad(1)));
	}

	@Test
	void loadInATransactionIsNotStored() {
		commit(this.articles.find(1));
		assertThat(this.other.isCached(1)).isFalse();
	}

	/**
	 * Spring subscribes to the method without the context of the subscriber.
	 */
	@Test
	void loadOfASynchronizedMethodIsOutsideTheTransactionAndIsStored() {
		commit(this.articles.write(1, "new").then(this.articles.findInOneLoad(1)));
		assertThat(((Article) this.other.cache().get(1L).get()).title()).isEqualTo("old");
	}

	@ParameterizedTest
	@MethodSource("reads")
	void loadOutsideATransactionIsStored(Function<ReactiveArticles, Mono<Article>> read) {
		read.apply(this.articles).block();
		assertThat(this.other.isCached(1)).isTrue();
	}

	@ParameterizedTest
	@MethodSource("reads")
	void transactionReadsItsOwnChangeAndNobodyElseDoes(Function<ReactiveArticles, Mono<Article>> read) {
		this.articles.find(1).block();
		rollBack(this.articles.rename(1, "new")
			.then(read.apply(this.articles))
			.doOnNext((article) -> assertThat(article.title()).isEqualTo("new")));
		assertThat(read.apply(this.articles).block().title()).isEqualTo("old");
	}

	@Test
	void whatLiesBehindTheCacheIsDoneForEachSubscriber() {
		this.articles.findAndInvalidate(1).block();
		Mono<Article> read = this.articles.findAndInvalidate(1);
		commit(this.articles.rename(1, "new")
			.then(read)
			.then(Mono.fromFuture(() -> CompletableFuture.runAsync(() -> this.other.cacheAgain(9, "looked:1"))))
			.then(read)
			.then(isCachedElsewhere(9))
			.doOnNext((cached) -> assertThat(cached).isFalse()));
	}

	@Test
	void methodThatIsCalledPastAHitFailsWithItsOwnException() {
		this.articles.findOrThrow(1).block();
		Mono<Article> read = this.articles.rename(1, "new").then(Mono.defer(() -> this.articles.findOrThrow(1)));
		this.articles.close(true);
		try {
			assertThatIllegalStateException().isThrownBy(() -> commit(read)).withMessage("closed");
		}
		finally {
			this.articles.close(false);
		}
	}

	@Test
	void evictingCallIsSentAtOnceAndAgainAfterTheCommit() {
		findElsewhere(1).block();
		commit(Mono.defer(() -> this.one.manager().evicting(this.articles).find(1))
			.then(isCachedElsewhere(1).doOnNext((cached) -> assertThat(cached).isFalse()))
			.then(findElsewhere(1))
			.then(this.articles.write(1, "new")));
		assertThat(this.elsewhere.find(1).block().title()).isEqualTo("new");
	}

	@Test
	void hitsAreServedInATransactionThatHasMadeNothingOld() {
		this.articles.find(1).block();
		int loads = this.articles.loads();
		commit(this.articles.find(1));
		assertThat(this.articles.loads()).isEqualTo(loads);
	}

	@Configuration(proxyBeanMethods = false)
	static class Reactive {

		@Bean
		ConnectionFactory connectionFactory(Environment environment) {
			return new H2ConnectionFactory(H2ConnectionConfiguration.builder()
				.inMemory("reactive" + environment.getProperty("database"))
				.property(H2ConnectionOption.DB_CLOSE_DELAY, "-1")
				.build());
		}

		@Bean
		ReactiveTransactionManager reactiveTransactionManager(ConnectionFactory connectionFactory) {
			return new R2dbcTransactionManager(connectionFactory);
		}

		@Bean
		DatabaseClient databaseClient(ConnectionFactory connectionFactory) {
			return DatabaseClient.create(connectionFactory);
		}

		@Bean
		ReactiveArticles reactiveArticles(DatabaseClient database) {
			return new ReactiveArticles(database);
		}

	}

}
