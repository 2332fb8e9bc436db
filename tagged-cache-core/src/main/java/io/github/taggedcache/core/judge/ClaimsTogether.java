package io.github.taggedcache.core.judge;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.name.EntryKey;

/**
 * What is claimed of several values, judged by one observation of the store. Each claim
 * is judged alone. Used by one thread until it is sent. A claim that comes later is sent
 * by itself: the value may be stored after the commit of a transaction.
 */
public final class ClaimsTogether {

	private final Judge judge;

	private final List<Open> open = new ArrayList<>();

	private volatile boolean sent;

	/**
	 * Creates it without claims.
	 * @param judge asks the store
	 */
	public ClaimsTogether(Judge judge) {
		this.judge = judge;
	}

	/**
	 * Adds a claim. Nothing is sent until all are.
	 * @param claim the claim
	 * @return the judgement, once the claims were {@link #send sent} and the store
	 * answered
	 */
	public CompletableFuture<Judgement> add(Claim claim) {
		if (this.sent) {
			return this.judge.byStore(true, claim);
		}
		Open added = new Open(claim, new CompletableFuture<>());
		this.open.add(added);
		return added.judgement();
	}

	/**
	 * Asks the store about all claims, for entries that are about to rely on the answer.
	 * One round trip; none if there is no claim.
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // the answer goes to the claims
	public void send() {
		this.sent = true;
		if (this.open.isEmpty()) {
			return;
		}
		Set<String> tags = new LinkedHashSet<>();
		Set<EntryKey> keys = new LinkedHashSet<>();
		for (Open one : this.open) {
			tags.addAll(one.claim().tags());
			if (one.claim().includesKey()) {
				keys.add(one.claim().key());
			}
		}
		this.judge.observe(tags, List.copyOf(keys), true).whenComplete((seen, ex) -> {
			for (Open one : this.open) {
				if (ex != null) {
					one.judgement().completeExceptionally(ex);
				}
				else {
					one.judgement().complete(new Judgement(seen.judge(one.claim()), seen.position(), seen.token()));
				}
			}
		});
	}

	/**
	 * A claim that waits for its judgement.
	 *
	 * @param claim the claim
	 * @param judgement its judgement
	 */
	private record Open(Claim claim, CompletableFuture<Judgement> judgement) {

	}

}
