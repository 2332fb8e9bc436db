package io.github.taggedcache.core.survey;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.EntryScan;
import io.github.taggedcache.core.store.ScanStep;

/**
 * Evicts the keys that a scan finds, in batches of some {@value Survey#STEP} with a pause
 * after each: key events go to every node, and the store serves others meanwhile.
 * <p>
 * A sweep reaches the entries that the store has. What only a near cache holds, because
 * the store evicted the entry, and what a running load will store, it does not find: for
 * these, invalidate a tag.
 */
public final class Sweep {

	private final Survey survey;

	private final Runnable pause;

	/**
	 * Creates it.
	 * @param survey lists the keys, and limits how long a call goes on
	 * @param pause waits between two batches
	 */
	public Sweep(Survey survey, Runnable pause) {
		this.survey = survey;
		this.pause = pause;
	}

	/**
	 * Evicts the next keys. The tags of entries are not looked at. Waits for the store.
	 * @param selection which keys are looked for
	 * @param cursor where to go on: {@link EntryScan#START}, or where the call before
	 * ended, with the same selection
	 * @param evict evicts keys, of which it gets none twice
	 * @return what was done
	 * @throws IllegalArgumentException if no sweep has this cursor
	 * @throws io.github.taggedcache.core.store.StoreException if the store failed
	 */
	public Swept sweep(Selection selection, String cursor, Consumer<List<EntryKey>> evict) {
		Budget budget = this.survey.budget();
		int swept = 0;
		String next = cursor;
		do {
			ScanStep step = this.survey.step(selection, next, Survey.STEP);
			next = step.cursor();
			Set<EntryKey> batch = new LinkedHashSet<>();
			step.keys().stream().filter(selection::includes).forEach(batch::add);
			if (!batch.isEmpty()) {
				evict.accept(List.copyOf(batch));
				swept += batch.size();
				if (!step.isLast()) {
					this.pause.run();
				}
			}
		}
		while (!next.equals(EntryScan.START) && !budget.isSpent());
		return new Swept(swept, next);
	}

	/**
	 * What a call of a sweep did.
	 *
	 * @param keys how many keys it evicted; a key that the scan found again counts again
	 * @param cursor where to go on; empty if the sweep has ended
	 */
	public record Swept(int keys, String cursor) {

	}

}
