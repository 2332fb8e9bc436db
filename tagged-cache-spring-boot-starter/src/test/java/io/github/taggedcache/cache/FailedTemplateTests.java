package io.github.taggedcache.cache;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.annotation.InvalidateTags;
import io.github.taggedcache.template.TagTemplateException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A template that fails when the method has done its work: the caller is told, and
 * nothing stays that is not so any more.
 */
class FailedTemplateTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@RegisterExtension
	static final CacheApplication application = CacheApplication.onRedis(Groups.class);

	private final Groups groups = application.bean(Groups.class);

	@BeforeEach
	void store() {
		application.cache("groups").put(1L, "group of 1", "author:1");
	}

	private static boolean isCached() {
		return application.cache("groups").get(1L) != null;
	}

	@Test
	void otherTemplatesOfTheAnnotationInvalidate() {
		assertThatExceptionOfType(TagTemplateException.class).isThrownBy(() -> this.groups.move(1, null))
			.withMessageContaining("group:#{#group}");
		assertThat(isCached()).isFalse();
	}

	@Test
	void otherAnnotationsInvalidate() {
		assertThatExceptionOfType(TagTemplateException.class).isThrownBy(() -> this.groups.split(1, null));
		assertThat(isCached()).isFalse();
	}

	@Test
	void otherTemplatesOfAFutureInvalidate() {
		assertThat(this.groups.moveLater(1, null)).failsWithin(PATIENCE)
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(TagTemplateException.class);
		assertThat(isCached()).isFalse();
	}

	@Test
	void stageInvalidatesWhenItCompletes() {
		CompletableFuture<String> work = new CompletableFuture<>();
		CompletionStage<String> moved = this.groups.moveInStages(1, work);
		assertThat(isCached()).isTrue();
		work.complete("done");
		assertThat(moved.toCompletableFuture()).succeedsWithin(PATIENCE);
		assertThat(isCached()).isFalse();
	}

	@Test
	void putWhoseTagsFailTakesAwayWhatWasThereBefore() {
		assertThatExceptionOfType(TagTemplateException.class).isThrownBy(() -> this.groups.put(1, null));
		assertThat(isCached()).isFalse();
	}

	@Test
	void fluxWhoseTagsFailEndsWithTheFailure() {
		assertThatExceptionOfType(TagTemplateException.class)
			.isThrownBy(() -> this.groups.members(1).collectList().block(PATIENCE));
	}

	@EnableCaching
	static class Groups {

		@InvalidateTags({ "group:#{#group}", "author:#{#author}" })
		public void move(long author, @Nullable String group) {
		}

		@InvalidateTags("group:#{#group}")
		@InvalidateTags("author:#{#author}")
		public void split(long author, @Nullable String group) {
		}

		@InvalidateTags({ "group:#{#group}", "author:#{#author}" })
		public CompletableFuture<String> moveLater(long author, @Nullable String group) {
			return CompletableFuture.completedFuture("moved");
		}

		@InvalidateTags("author:#{#author}")
		public CompletionStage<String> moveInStages(long author, CompletableFuture<String> work) {
			return work;
		}

		@CachePut(cacheNames = "groups", key = "#author")
		@CacheTags("group:#{#group}")
		public String put(long author, @Nullable String group) {
			return "new group of " + author;
		}

		@Cacheable("members")
		@CacheTags("member:#{#result.![name]}")
		public Flux<Member> members(long group) {
			List<Member> members = Arrays.asList(new Member("one"), new Member(null));
			return Flux.fromIterable(members).publishOn(Schedulers.boundedElastic());
		}

	}

	/**
	 * One of a group.
	 *
	 * @param name its name
	 */
	record Member(@Nullable String name) {

	}

}
