package io.github.taggedcache.testsupport;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class AwaitTests {

	@Test
	void conditionIsAskedUntilItHolds() {
		AtomicInteger asked = new AtomicInteger();
		Await.until("it was asked three times", Duration.ofSeconds(10), () -> asked.incrementAndGet() == 3);
		assertThat(asked).hasValue(3);
	}

	@Test
	void errorSaysWhatWasAwaitedAndWhatTheServerSaid() {
		assertThatIllegalStateException().isThrownBy(() -> Await.until("it is loaded", Duration.ofMillis(20), () -> {
			throw new RedisReplyException("LOADING the dataset");
		})).withMessage("Waited 20 ms in vain until it is loaded: LOADING the dataset");
	}

}
