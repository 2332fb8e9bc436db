package io.github.taggedcache.core.region;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.taggedcache.core.event.Observer;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.Mode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An observer that throws costs neither a value nor an invalidation.
 */
class ObserverFailureTests {

	private final Workbench bench = new Workbench();

	@ParameterizedTest
	@EnumSource(Part.class)
	void valueIsLoadedAndStored(Part part) throws Exception {
		FailingObserver observer = new FailingObserver(part);
		this.bench.observe(observer);
		Region region = this.bench.region();
		assertThat(region.get(TextCall.tagged("a"), () -> "text")).isEqualTo("text");
		assertThat(Workbench.read(region, "a")).extracting(Hit::value).isEqualTo("text");
		assertThat(observer.failures).hasPositiveValue();
	}

	@ParameterizedTest
	@EnumSource(Part.class)
	void loadOfAnotherLoadWaitsForNothingAfterItsEnd(Part part) throws Exception {
		this.bench.observe(new FailingObserver(part));
		Region region = this.bench.region();
		TextCall other = new TextCall(EntryKey.of(Workbench.REGION, "other"), List.of(), (value) -> List.of());
		assertThat(region.get(TextCall.tagged("a"), () -> "outer of " + region.get(other, () -> "inner")))
			.isEqualTo("outer of inner");
		assertThat(this.bench.waits().size()).isZero();
	}

	@ParameterizedTest
	@EnumSource(value = Part.class, names = "CURRENT", mode = EnumSource.Mode.EXCLUDE)
	void invalidationIsRecorded(Part part) {
		FailingObserver observer = new FailingObserver(part);
		this.bench.node().watch().observeBy(observer, this.bench::nanoTime);
		long before = this.bench.clock();
		assertThat(this.bench.node().invalidate(List.of("a"), Mode.HARD)).isCompleted();
		assertThat(this.bench.clock()).isGreaterThan(before);
		assertThat(observer.failures).hasPositiveValue();
	}

	/**
	 * What throws.
	 */
	enum Part {

		CURRENT, BEGIN, OPEN, CLOSE, END

	}

	/**
	 * Observes, and throws at one place.
	 */
	private static final class FailingObserver implements Observer, Observer.Observed, Observer.Scope {

		private final Part part;

		private final AtomicInteger failures = new AtomicInteger();

		private FailingObserver(Part part) {
			this.part = part;
		}

		private void pass(Part passed) {
			if (passed == this.part) {
				this.failures.incrementAndGet();
				throw new IllegalStateException("a handler");
			}
		}

		@Override
		public @Nullable Object current() {
			pass(Part.CURRENT);
			return null;
		}

		@Override
		public Observed begin(Operation operation, String detail, @Nullable Object parent) {
			pass(Part.BEGIN);
			return this;
		}

		@Override
		public Scope open() {
			pass(Part.OPEN);
			return this;
		}

		@Override
		public void close() {
			pass(Part.CLOSE);
		}

		@Override
		public void end(Outcome outcome, @Nullable Throwable failure) {
			pass(Part.END);
		}

	}

}
