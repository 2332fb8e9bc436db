package io.github.taggedcache.test;

import java.time.Duration;

import io.github.taggedcache.CacheEvent;
import io.github.taggedcache.MissReason;
import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.test.Shop.Articles;
import io.github.taggedcache.test.Shop.Repository;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static io.github.taggedcache.test.TaggedCacheAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of docs/testing.md.
 */
@SpringBootTest
@AutoConfigureTaggedCache
class ArticleCacheTests {

	@Autowired
	Articles articles;

	@Autowired
	TaggedCacheManager manager;

	@Autowired
	RecordedCacheEvents events;

	@Autowired
	MutableClock clock;

	@Autowired
	StoreFaults store;

	@Autowired
	Repository repository;

	@Test
	void articleHasTheTagOfItsAuthor() {
		this.articles.article(1);
		assertThat(this.manager.getCache("articles")).entry(1L).isHit().hasOnlyTags("article:1", "author:7");
	}

	@Test
	void renamingAnAuthorInvalidatesTheirArticles() {
		this.articles.article(1);
		this.articles.renameAuthor(7);
		assertThat(this.manager.getCache("articles")).entry(1L).isMissBecauseOfTag("author:7");
	}

	@Test
	void articleIsLoadedOnce() {
		this.articles.article(1);
		this.articles.article(1);
		assertThat(this.events.of(CacheEvent.Loaded.class)).hasSize(1);
		assertThat(this.events.of(CacheEvent.Missed.class)).extracting(CacheEvent.Missed::reason)
			.containsExactly(MissReason.ABSENT);
	}

	@Test
	void articleExpires() {
		this.articles.article(1);
		this.clock.advance(Duration.ofHours(2));
		assertThat(this.manager.getCache("articles")).entry(1L).isMissBecauseOf(MissReason.EXPIRED);
	}

	@Test
	void articleIsNotStoredWhenItsAuthorWasRenamedMeanwhile() throws Exception {
		LoadGate gate = new LoadGate();
		this.repository.gate = gate;
		gate.race(() -> this.articles.article(1), () -> this.articles.renameAuthor(7));
		assertThat(this.manager.getCache("articles")).entry(1L).isMiss();
	}

	@Test
	void articleIsLoadedWhileTheStoreIsAway() {
		this.store.fail();
		assertThat(this.articles.article(1).title()).isEqualTo("Tags");
	}

}
