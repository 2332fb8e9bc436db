package io.github.taggedcache.cache;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

import io.github.taggedcache.core.region.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Callers of cached methods who change what they got, on one node and on two.
 */
@SuppressWarnings("JavaUtilDate") // what applications cache
class ChangedValueTests {

	@RegisterExtension
	static final CacheApplication application = CacheApplication.onRedis(Archive.class);

	private final Archive archive = application.bean(Archive.class);

	@ParameterizedTest
	@EnumSource
	void changesAreSeenByNoOtherCaller(Kind kind) {
		Archive other = application.otherContext().getBean(Archive.class);
		Object expected = kind.call.apply(new Archive());
		for (int i = 0; i < 3; i++) {
			assertUnchanged(kind, this.archive, expected);
			assertUnchanged(kind, other, expected);
		}
	}

	private static void assertUnchanged(Kind kind, Archive archive, Object expected) {
		Object value = kind.call.apply(archive);
		assertThat(value).usingRecursiveComparison().isEqualTo(expected);
		kind.change.accept(value);
	}

	@ParameterizedTest
	@EnumSource
	void hitOfOneNodeHasTheClassOfAHitOfAnother(Kind kind) {
		Object loaded = kind.call.apply(this.archive);
		Object near = kind.call.apply(this.archive);
		assertThat(near).usingRecursiveComparison().isEqualTo(loaded);
		assertThat(((Region) application.cache(kind.name()).getNativeCache()).statistics().nearHits()).isPositive();
		Object remote = kind.call.apply(application.otherContext().getBean(Archive.class));
		assertThat(near).hasSameClassAs(remote);
	}

	@Test
	void readersShareARecordOfTextAndNumbers() {
		Article loaded = this.archive.article(1);
		assertThat(this.archive.article(1)).isSameAs(loaded);
	}

	/**
	 * The methods of the archive, and how callers change what they return.
	 */
	enum Kind {

		/** A bean. */
		BEAN((archive) -> archive.bean(1), (value) -> ((Note) value).setText("changed")),

		/** A bean, loaded by one caller. */
		SYNC_BEAN((archive) -> archive.syncBean(1), (value) -> ((Note) value).setText("changed")),

		/** A bean in a future. */
		FUTURE((archive) -> archive.future(1).join(), (value) -> ((Note) value).setText("changed")),

		/** A bean by a Mono. */
		MONO((archive) -> archive.mono(1).block(), (value) -> ((Note) value).setText("changed")),

		/** Text in a list. */
		LIST((archive) -> archive.list(1), (value) -> ((List<?>) value).clear()),

		/** Text in a set. */
		SET((archive) -> archive.set(1), (value) -> ((Set<?>) value).clear()),

		/** Beans in a list. */
		BEANS((archive) -> archive.beans(1), (value) -> ((Note) ((List<?>) value).get(0)).setText("changed")),

		/** Text in an array. */
		ARRAY((archive) -> archive.array(1), (value) -> ((String[]) value)[0] = "changed"),

		/** Bytes. */
		BYTES((archive) -> archive.bytes(1), (value) -> ((byte[]) value)[0] = 2),

		/** A date. */
		DATE((archive) -> archive.date(1), (value) -> ((Date) value).setTime(2)),

		/** A record that holds a list. */
		RECORD((archive) -> archive.names(1), (value) -> Collections.fill(((Names) value).names(), "changed"));

		private final Function<Archive, Object> call;

		private final Consumer<Object> change;

		Kind(Function<Archive, Object> call, Consumer<Object> change) {
			this.call = call;
			this.change = change;
		}

	}

	@EnableCaching
	static class Archive {

		@Cacheable("BEAN")
		public Note bean(long id) {
			return new Note();
		}

		@Cacheable(cacheNames = "SYNC_BEAN", sync = true)
		public Note syncBean(long id) {
			return new Note();
		}

		@Cacheable("FUTURE")
		public CompletableFuture<Note> future(long id) {
			return CompletableFuture.completedFuture(new Note());
		}

		@Cacheable("MONO")
		public Mono<Note> mono(long id) {
			return Mono.fromCallable(Note::new);
		}

		@Cacheable("LIST")
		public List<String> list(long id) {
			return new ArrayList<>(List.of("a"));
		}

		@Cacheable("SET")
		public Set<String> set(long id) {
			return new HashSet<>(Set.of("a"));
		}

		@Cacheable("BEANS")
		public List<Note> beans(long id) {
			return new ArrayList<>(List.of(new Note()));
		}

		@Cacheable("ARRAY")
		public String[] array(long id) {
			return new String[] { "a" };
		}

		@Cacheable("BYTES")
		public byte[] bytes(long id) {
			return new byte[] { 1 };
		}

		@Cacheable("DATE")
		public Date date(long id) {
			return new Date(1);
		}

		@Cacheable("RECORD")
		public Names names(long id) {
			return new Names(new ArrayList<>(List.of("a")));
		}

		@Cacheable("article")
		public Article article(long id) {
			return new Article(id, Database.AUTHOR, "title");
		}

	}

	/**
	 * A bean.
	 */
	public static class Note {

		private String text = "a";

		public String getText() {
			return this.text;
		}

		public void setText(String text) {
			this.text = text;
		}

	}

	/**
	 * A record that can be changed.
	 *
	 * @param names names
	 */
	record Names(List<String> names) {

	}

}
