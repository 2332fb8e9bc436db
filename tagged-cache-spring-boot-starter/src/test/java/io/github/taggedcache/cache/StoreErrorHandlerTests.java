package io.github.taggedcache.cache;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import io.github.taggedcache.core.store.InvalidationLostException;
import io.github.taggedcache.core.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.Cache;
import org.springframework.cache.support.NoOpCache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@ExtendWith(OutputCaptureExtension.class)
class StoreErrorHandlerTests {

	private static final StoreException AWAY = new StoreException("away", null);

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

	private final StoreErrorHandler handler = new StoreErrorHandler(this.now::get, Duration.ofMinutes(1));

	private final Cache cache = new NoOpCache("articles");

	private void fail(int times) {
		for (int i = 0; i < times; i++) {
			this.handler.handleCacheGetError(AWAY, this.cache, 1);
		}
	}

	@Test
	void failuresOfOnePeriodGiveOneWarning(CapturedOutput output) {
		fail(3);
		assertThat(output).containsOnlyOnce("Cannot read from the cache 'articles'");
	}

	@Test
	void nextPeriodGivesAnotherWarning(CapturedOutput output) {
		fail(1);
		this.now.set(Instant.EPOCH.plusSeconds(60));
		this.handler.handleCachePutError(AWAY, this.cache, 1, "value");
		assertThat(output).containsOnlyOnce("Cannot put into the cache 'articles'");
	}

	@Test
	void warningTellsHowManyWereNotLogged(CapturedOutput output) {
		fail(3);
		this.now.set(Instant.EPOCH.plusSeconds(60));
		fail(1);
		assertThat(output).contains("2 such failures were not logged");
	}

	@Test
	void failedEvictThrows() {
		assertThatExceptionOfType(StoreException.class)
			.isThrownBy(() -> this.handler.handleCacheEvictError(AWAY, this.cache, 1));
	}

	@Test
	void failedClearThrows() {
		assertThatExceptionOfType(StoreException.class)
			.isThrownBy(() -> this.handler.handleCacheClearError(AWAY, this.cache));
	}

	@Test
	void lostInvalidationWithinAReadThrows() {
		InvalidationLostException lost = new InvalidationLostException("lost", AWAY);
		assertThatExceptionOfType(InvalidationLostException.class)
			.isThrownBy(() -> this.handler.handleCacheGetError(lost, this.cache, 1));
	}

	@Test
	void failureThatIsNotTheStoresThrows() {
		assertThatIllegalStateException()
			.isThrownBy(() -> this.handler.handleCacheGetError(new IllegalStateException("codec"), this.cache, 1));
	}

}
