package io.github.taggedcache.core.region;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import io.github.taggedcache.core.envelope.Envelope;
import io.github.taggedcache.core.envelope.Header;
import io.github.taggedcache.core.envelope.Payload;
import io.github.taggedcache.core.event.MissReason;
import io.github.taggedcache.core.judge.LiteralTags;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A lookup tells an entry that is stale from one that must not be used.
 */
class StaleLookupTests {

	private final Workbench bench = Workbench.following();

	private final Region region = this.bench.region(Workbench.NEAR);

	@Test
	void softInvalidatedEntryIsStale() {
		store(0, 0);
		this.bench.softInvalidate("a");
		this.bench.follow();
		assertStale(MissReason.TAG);
	}

	@Test
	void invalidatedEntryIsAMiss() {
		store(0, 0);
		this.bench.invalidate("a");
		this.bench.follow();
		assertThat(lookup()).isInstanceOfSatisfying(Lookup.Miss.class,
				(miss) -> assertThat(miss.reason()).isEqualTo(MissReason.TAG));
	}

	@Test
	void entryPastItsSoftExpiryIsStale() {
		store(now() + 1000, now() + 9000);
		this.bench.time().advance(Duration.ofSeconds(1));
		this.bench.follow();
		assertStale(MissReason.EXPIRED);
	}

	@Test
	void entryBeforeItsSoftExpiryIsAHit() {
		store(now() + 9000, now() + 10_000);
		assertThat(lookup()).isInstanceOfSatisfying(Lookup.RemoteHit.class, (hit) -> {
			assertThat(hit.tags()).containsExactly("a");
			assertThat(hit.asOf()).isGreaterThanOrEqualTo(hit.entry().header().asOf());
		});
	}

	@Test
	void entryWithOneExpiryIsLeftToTheStore() {
		store(now() + 1000, now() + 1000);
		this.bench.time().advance(Duration.ofSeconds(2));
		this.bench.follow();
		assertThat(lookup().isFound()).isTrue();
	}

	@Test
	void nearEntryEndsWithItsSoftExpiry() {
		store(now() + 1000, now() + 9000);
		assertThat(Workbench.read(this.region)).extracting(Hit::value).isEqualTo("text");
		assertThat(lookup()).isInstanceOf(Lookup.NearHit.class);
		this.bench.time().advance(Duration.ofSeconds(1));
		this.bench.follow();
		assertStale(MissReason.EXPIRED);
	}

	@Test
	void staleEntryIsCountedAsAMissOfItsReason() {
		store(now() + 1000, now() + 9000);
		this.bench.time().advance(Duration.ofSeconds(1));
		this.bench.follow();
		assertThat(Workbench.read(this.region)).isNull();
		assertThat(this.region.statistics().misses(MissReason.EXPIRED)).isOne();
	}

	private void assertStale(MissReason reason) {
		assertThat(lookup()).isInstanceOfSatisfying(Lookup.Stale.class, (stale) -> {
			assertThat(stale.reason()).isEqualTo(reason);
			assertThat(stale.found().tags()).contains("a");
		});
	}

	private Lookup lookup() {
		return this.region.lookup(Workbench.KEY, Workbench.TEXT, LiteralTags.NONE, Runnable::run).join();
	}

	private long now() {
		return this.bench.time().millis();
	}

	private void store(long softExpiry, long hardExpiry) {
		long version = this.bench.register("a");
		this.bench.follow();
		Header header = new Header(version, version, version, this.bench.codec().id(), Workbench.TEXT.fingerprint(), 0,
				now(), softExpiry, hardExpiry, List.of("a"));
		this.bench.putBytes(Envelope.write(header, Payload.of("text".getBytes(StandardCharsets.UTF_8))));
	}

}
