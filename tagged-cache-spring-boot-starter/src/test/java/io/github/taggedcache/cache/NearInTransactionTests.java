package io.github.taggedcache.cache;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import io.github.taggedcache.TaggedCache;
import io.github.taggedcache.core.node.Node;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Near entries in a transaction that has made them old by a tag that only the entries
 * tell.
 */
class NearInTransactionTests {

	private static final Article OLD = new Article(1, Database.AUTHOR, "old");

	private static final Article NEW = new Article(1, Database.AUTHOR, "new");

	@RegisterExtension
	static final CacheApplication application = CacheApplication.inMemory(Library.class, RecordedTransactions.class)
		.with("tagged-cache.consistency=bounded");

	private final TransactionTemplate transaction = new TransactionTemplate(
			application.bean(RecordedTransactions.class));

	private final Library library = application.bean(Library.class);

	private final TaggedCache cache = application.cache("plain");

	@BeforeEach
	void awaitNearReads() {
		Awaitility.await("near entries are judged here").until(() -> application.bean(Node.class).trusted() != null);
	}

	private void inDirtyTransaction(Runnable action) {
		this.transaction.executeWithoutResult((status) -> {
			application.manager().invalidateTags("author:" + Database.AUTHOR);
			action.run();
			status.setRollbackOnly();
		});
	}

	@ParameterizedTest
	@EnumSource
	void annotatedMethodIsCalled(CachedCall call) {
		assertThat(call.on(this.library, 1)).isEqualTo(OLD);
		application.database().rename("new");
		inDirtyTransaction(() -> assertThat(call.on(this.library, 1)).isEqualTo(NEW));
		assertThat(call.on(this.library, 1)).isEqualTo(OLD);
	}

	static Stream<Named<BiFunction<TaggedCache, Article, @Nullable Article>>> loaders() {
		return Stream.of(Named.of("get", (cache, loaded) -> cache.get(1L, () -> loaded)), Named.of("retrieve",
				(cache, loaded) -> cache.retrieve(1L, () -> CompletableFuture.completedFuture(loaded)).join()));
	}

	@ParameterizedTest
	@MethodSource("loaders")
	void loaderIsAsked(BiFunction<TaggedCache, Article, @Nullable Article> load) {
		this.library.plain(1);
		assertThat(load.apply(this.cache, NEW)).isEqualTo(OLD);
		inDirtyTransaction(() -> assertThat(load.apply(this.cache, NEW)).isEqualTo(NEW));
		assertThat(load.apply(this.cache, NEW)).isEqualTo(OLD);
	}

	@Test
	void readFindsNothing() {
		this.library.plain(1);
		inDirtyTransaction(() -> {
			assertThat(this.cache.get(1L)).isNull();
			assertThat(this.cache.retrieve(1L).join()).isNull();
		});
		assertThat(this.cache.get(1L)).isNotNull();
	}

}
