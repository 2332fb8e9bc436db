package io.github.taggedcache.cache;

import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.annotation.InvalidateTags;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A method that puts a value and invalidates one of its tags.
 */
class PutAndInvalidateTests {

	@RegisterExtension
	static final CacheApplication application = CacheApplication.onRedis(Editor.class, Inner.class);

	private final Editor editor = application.bean(Editor.class);

	@ParameterizedTest
	@EnumSource
	void ownInvalidationKeepsTheValue(Kind kind) {
		kind.edit(this.editor);
		kind.read(this.editor);
		assertThat(application.database().reads()).isEqualTo(1);
	}

	@ParameterizedTest
	@EnumSource
	void ownInvalidationTakesAwayWhatOthersLoaded(Kind kind) {
		this.editor.other(1);
		kind.edit(this.editor);
		this.editor.other(1);
		assertThat(application.database().reads()).isEqualTo(3);
	}

	@ParameterizedTest
	@EnumSource
	void invalidationOfAnotherNodeDuringTheMethodDoesNotKeepTheValue(Kind kind) {
		application.database().afterNextRead(() -> application.otherNode().invalidateTags("article:1"));
		kind.edit(this.editor);
		kind.read(this.editor);
		assertThat(application.database().reads()).isEqualTo(2);
	}

	@ParameterizedTest
	@EnumSource
	void invalidationOfTheSameNodeDuringTheMethodDoesNotKeepTheValue(Kind kind) {
		application.database().afterNextRead(() -> application.manager().invalidateTags("article:1"));
		kind.edit(this.editor);
		kind.read(this.editor);
		assertThat(application.database().reads()).isEqualTo(2);
	}

	@Test
	void invalidationInsideTheMethodByAnotherBeanDoesNotKeepTheValue() {
		this.editor.editThroughAnotherBean(1);
		this.editor.plain(1);
		assertThat(application.database().reads()).isEqualTo(2);
	}

	@Test
	void invalidationBeforeTheInvocationKeepsTheValue() {
		this.editor.editAfterInvalidation(1);
		this.editor.plain(1);
		assertThat(application.database().reads()).isEqualTo(1);
	}

	@Test
	void invalidationDeclaredOnACacheableMethodKeepsWhatItLoaded() {
		this.editor.loadAndInvalidate(1);
		this.editor.loadAndInvalidate(1);
		assertThat(application.database().reads()).isEqualTo(1);
	}

	@Test
	void hitDoesNotInvalidate() {
		this.editor.loadAndInvalidate(1);
		this.editor.other(1);
		this.editor.loadAndInvalidate(1);
		this.editor.other(1);
		assertThat(application.database().reads()).isEqualTo(2);
	}

	enum Kind {

		PLAIN {
			@Override
			void edit(Editor editor) {
				editor.edit(1);
			}

			@Override
			void read(Editor editor) {
				editor.plain(1);
			}
		},

		FUTURE {
			@Override
			void edit(Editor editor) {
				editor.editFuture(1).join();
			}

			@Override
			void read(Editor editor) {
				editor.future(1).join();
			}
		},

		MONO {
			@Override
			void edit(Editor editor) {
				editor.editMono(1).block();
			}

			@Override
			void read(Editor editor) {
				editor.mono(1).block();
			}
		};

		abstract void edit(Editor editor);

		abstract void read(Editor editor);

	}

	@EnableCaching
	static class Editor {

		private final Database database;

		private final Inner inner;

		Editor(Database database, Inner inner) {
			this.database = database;
			this.inner = inner;
		}

		@Cacheable("plain")
		@CacheTags("article:#{#id}")
		public @Nullable Article plain(long id) {
			return this.database.read(id);
		}

		@Cacheable("other")
		@CacheTags("article:#{#id}")
		public @Nullable Article other(long id) {
			return this.database.read(id);
		}

		@CachePut("plain")
		@CacheTags("article:#{#id}")
		@InvalidateTags("article:#{#id}")
		public @Nullable Article edit(long id) {
			return this.database.read(id);
		}

		@CachePut("plain")
		@CacheTags("article:#{#id}")
		public @Nullable Article editThroughAnotherBean(long id) {
			Article read = this.database.read(id);
			this.inner.invalidate(id);
			return read;
		}

		@CachePut("plain")
		@CacheTags("article:#{#id}")
		@InvalidateTags(value = "article:#{#id}", beforeInvocation = true)
		public @Nullable Article editAfterInvalidation(long id) {
			return this.database.read(id);
		}

		@Cacheable("loaded")
		@CacheTags("article:#{#id}")
		@InvalidateTags("article:#{#id}")
		public @Nullable Article loadAndInvalidate(long id) {
			return this.database.read(id);
		}

		@Cacheable("future")
		@CacheTags("article:#{#id}")
		public CompletableFuture<@Nullable Article> future(long id) {
			return CompletableFuture.supplyAsync(() -> this.database.read(id));
		}

		@CachePut("future")
		@CacheTags("article:#{#id}")
		@InvalidateTags("article:#{#id}")
		public CompletableFuture<@Nullable Article> editFuture(long id) {
			return CompletableFuture.supplyAsync(() -> this.database.read(id));
		}

		@Cacheable("mono")
		@CacheTags("article:#{#id}")
		public Mono<Article> mono(long id) {
			return Mono.fromSupplier(() -> this.database.read(id));
		}

		@CachePut("mono")
		@CacheTags("article:#{#id}")
		@InvalidateTags("article:#{#id}")
		public Mono<Article> editMono(long id) {
			return Mono.fromSupplier(() -> this.database.read(id));
		}

	}

	static class Inner {

		@InvalidateTags("article:#{#id}")
		public void invalidate(long id) {
		}

	}

}
