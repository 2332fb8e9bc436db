package io.github.taggedcache.data.jpa.model;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;

import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Checks of the application's annotations against the persistence units. They are made
 * when all singletons are there. A check that needs a unit which is made later, as a lazy
 * bean, waits for the unit: making the unit fails if the check does.
 */
public final class UnitChecks implements SmartInitializingSingleton {

	private final Queue<Check> waiting = new ConcurrentLinkedQueue<>();

	private final BooleanSupplier complete;

	private volatile boolean started;

	/**
	 * Creates it.
	 * @param complete whether all units of the application are made
	 */
	public UnitChecks(BooleanSupplier complete) {
		this.complete = complete;
	}

	/**
	 * Makes a check, now or as soon as it can be made.
	 * @param check the check
	 * @throws RuntimeException if the check is made now, and fails
	 */
	public void add(Check check) {
		// Remembered first, so that nobody misses it who starts meanwhile
		this.waiting.add(check);
		if (this.started && canBeMade(check)) {
			this.waiting.remove(check);
			check.run();
		}
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.started = true;
		run();
	}

	/**
	 * Makes the checks that waited for a unit which is there now. A check that fails goes
	 * on to wait: the unit is of no use before the check passes.
	 * @throws RuntimeException if a check fails
	 */
	public void run() {
		if (this.started) {
			this.waiting.removeIf(this::passes);
		}
	}

	private boolean passes(Check check) {
		if (!canBeMade(check)) {
			return false;
		}
		check.run();
		return true;
	}

	private boolean canBeMade(Check check) {
		return check.isDecided() || this.complete.getAsBoolean();
	}

	/**
	 * A check.
	 */
	public interface Check {

		/**
		 * Whether the units that are there suffice.
		 * @return false if a unit that is not there could change the result
		 */
		boolean isDecided();

		/**
		 * Makes the check. It throws an exception if something is wrong.
		 */
		void run();

	}

}
