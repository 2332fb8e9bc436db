package io.github.taggedcache.core.outage;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import io.github.taggedcache.core.follow.CatchUp;
import io.github.taggedcache.core.follow.StepFollower;
import io.github.taggedcache.core.history.JudgedEntry;
import io.github.taggedcache.core.history.Retention;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.store.SettableTime;
import io.github.taggedcache.core.store.memory.MemoryStore;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class NearFallbackTests {

	private static final Duration SERVED = Duration.ofMinutes(1);

	private final SettableTime time = new SettableTime();

	private final MemoryStore store = new MemoryStore(this.time, 100);

	private final Node node = Node.following(this.store, new Retention(),
			new CatchUp(Duration.ofSeconds(1), () -> this.time.millis() * 1_000_000), 10, 10_000);

	private final NearFallback fallback = new NearFallback(this.node, SERVED);

	private static JudgedEntry entry() {
		return JudgedEntry.of(Long.MAX_VALUE / 4, "a");
	}

	private void prove() {
		StepFollower follower = new StepFollower(this.node);
		for (int i = 0; i < 3; i++) {
			this.time.advance(Duration.ofMillis(300));
			follower.turn();
		}
		assertThat(this.node.trusted()).isNotNull();
	}

	@Test
	void nodeThatNeverHadAProofServesNothing() {
		assertThat(this.fallback.serves(entry())).isFalse();
	}

	@Test
	void nodeThatHadAProofServes() {
		prove();
		assertThat(this.fallback.serves(entry())).isTrue();
	}

	@Test
	void nodeThatDoesNotFollowTheLogServesNothing() {
		NearFallback other = new NearFallback(new Node(this.store, new Retention()), SERVED);
		assertThat(other.serves(entry())).isFalse();
	}

	@Test
	void tooManyFailedInvalidationsStandForAllNames() {
		prove();
		List<String> others = IntStream.rangeClosed(0, FailedNames.MAX_NAMES).mapToObj((i) -> "other:" + i).toList();
		this.fallback.failed(others.subList(0, FailedNames.MAX_NAMES), List.of());
		assertThat(this.fallback.serves(entry())).isTrue();
		this.fallback.failed(others.subList(FailedNames.MAX_NAMES, others.size()), List.of());
		assertThat(this.fallback.serves(entry())).isFalse();
		prove();
		assertThat(this.fallback.serves(entry())).isTrue();
	}

	@Test
	void keyWhoseInvalidationFailedIsNotServed() {
		prove();
		this.fallback.failed(List.of(), List.of(JudgedEntry.KEY));
		assertThat(this.fallback.serves(entry())).isFalse();
	}

	@Test
	void entryThatWasMadeFromAKeyWhoseInvalidationFailedIsNotServed() {
		prove();
		EntryKey author = EntryKey.of("authors", "7");
		JudgedEntry page = JudgedEntry.of(Long.MAX_VALUE / 4, TagName.ofKey(author));
		assertThat(this.fallback.serves(page)).isTrue();
		this.fallback.failed(List.of(), List.of(author));
		assertThat(this.fallback.serves(page)).isFalse();
		assertThat(this.fallback.serves(entry())).isTrue();
	}

	@Test
	void durationIsChecked() {
		assertThatIllegalArgumentException().isThrownBy(() -> new NearFallback(this.node, Duration.ofMillis(-1)))
			.withMessageContaining("outage.serve-near-for");
	}

}
