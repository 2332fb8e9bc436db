package io.github.taggedcache.core.region;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.taggedcache.core.codec.UnstorableValueException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the regions of a node do with values that cannot be stored, and the problems that
 * they met. By default a problem is logged once for each method and kind, and the caller
 * gets the value. Thread safe.
 */
public final class UnstorableValues {

	private static final Logger logger = LoggerFactory.getLogger(UnstorableValues.class);

	/** Most problems that are remembered. One that was forgotten is logged again. */
	static final int REMEMBERED = 1000;

	private final boolean failing;

	/** In the order of their newest occurrence. */
	private final Map<Id, Problem> problems = new LinkedHashMap<>();

	private long count;

	private UnstorableValues(boolean failing) {
		this.failing = failing;
	}

	/**
	 * Logs each problem once; the caller gets the value.
	 * @return what does so
	 */
	public static UnstorableValues logged() {
		return new UnstorableValues(false);
	}

	/**
	 * Throws each problem to the caller.
	 * @return what does so
	 */
	public static UnstorableValues thrown() {
		return new UnstorableValues(true);
	}

	/**
	 * Takes note of a value that cannot be stored.
	 * @throws UnstorableValueException the problem, if problems are thrown
	 */
	void met(String region, UnstorableValueException ex) {
		boolean isNew = remember(region, ex);
		if (this.failing) {
			throw ex;
		}
		if (isNew) {
			logger.error("A value is not cached in '{}': {} Its callers get the value all the same. Further values"
					+ " with this problem are counted, not logged", region, ex.getMessage());
		}
	}

	private synchronized boolean remember(String region, UnstorableValueException ex) {
		this.count++;
		Id id = new Id(ex.declaredBy(), ex.kind());
		Problem known = this.problems.remove(id);
		this.problems.put(id, new Problem(region, ex.declaredBy(), ex.kind(), String.valueOf(ex.getMessage()),
				(known != null) ? known.count + 1 : 1));
		if (this.problems.size() > REMEMBERED) {
			this.problems.remove(this.problems.keySet().iterator().next());
		}
		return known == null;
	}

	/**
	 * Values that were not stored.
	 * @return how many, in all regions, since the node was created
	 */
	public synchronized long count() {
		return this.count;
	}

	/**
	 * The problems that were met last.
	 * @param most how many at most
	 * @return one for each method and kind, the newest first
	 */
	public synchronized List<Problem> newest(int most) {
		List<Problem> newest = new ArrayList<>(this.problems.values());
		Collections.reverse(newest);
		return List.copyOf(newest.subList(0, Math.min(most, newest.size())));
	}

	/**
	 * Why values cannot be stored.
	 *
	 * @param region the region that the newest of them was meant for
	 * @param declaredBy who declared the type: a method, or a region's customizer
	 * @param kind the kind of problem
	 * @param message what would not come back, and what to do about it
	 * @param count number of values with this problem
	 */
	public record Problem(String region, String declaredBy, String kind, String message, long count) {

	}

	private record Id(String declaredBy, String kind) {

	}

}
