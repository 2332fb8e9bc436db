package io.github.taggedcache.core.region;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.judge.Claim;
import io.github.taggedcache.core.judge.ClaimsTogether;
import io.github.taggedcache.core.judge.Judge;
import io.github.taggedcache.core.judge.Judgement;
import io.github.taggedcache.core.judge.Verdict;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.core.store.WatchedStore.Call;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What is claimed of several values, judged by one observation.
 */
class ClaimsTogetherTests {

	private static final EntryKey OTHER = EntryKey.of(Workbench.REGION, "other");

	private final Workbench bench = Workbench.strict();

	private final ClaimsTogether claims = new ClaimsTogether(new Judge(this.bench.node()));

	@Test
	void eachClaimIsJudgedAloneByOneObservation() {
		long token = this.bench.register("a", "b");
		this.bench.node().invalidate(List.of("b"), Mode.HARD).join();
		this.bench.store().calls();
		CompletableFuture<Judgement> first = this.claims.add(Claim.forTags(Workbench.KEY, List.of("a"), token));
		CompletableFuture<Judgement> second = this.claims.add(Claim.forTags(OTHER, List.of("b"), token));
		assertThat(first).isNotDone();
		this.claims.send();
		assertThat(this.bench.store().calls()).containsExactly(Call.OBSERVE);
		assertThat(first.join().verdict()).isEqualTo(Verdict.VALID);
		assertThat(second.join().verdict()).isEqualTo(Verdict.INVALID_BY_TAG);
	}

	@Test
	void claimThatComesLaterIsJudgedByItself() {
		long token = this.bench.register("a");
		this.claims.send();
		assertThat(this.bench.store().calls()).isEmpty();
		assertThat(this.claims.add(Claim.forTags(OTHER, List.of("a"), token)).join().isValid()).isTrue();
		assertThat(this.bench.store().calls()).containsExactly(Call.OBSERVE);
	}

	@Test
	void failureOfTheStoreIsThatOfEachClaim() {
		this.bench.store().fail(Call.OBSERVE);
		CompletableFuture<Judgement> judgement = this.claims
			.add(Claim.forTags(OTHER, List.of("a"), this.bench.clock()));
		this.claims.send();
		assertThatException().isThrownBy(judgement::join).withCauseInstanceOf(StoreException.class);
	}

}
