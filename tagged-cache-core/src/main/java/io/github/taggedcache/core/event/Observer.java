package io.github.taggedcache.core.event;

import org.jspecify.annotations.Nullable;

/**
 * Makes what takes time visible to whoever traces calls: loads, lookups in the store, and
 * invalidations.
 */
public interface Observer {

	/** Observes nothing, and allocates nothing. */
	Observer NONE = new Observer() {

		@Override
		public @Nullable Object current() {
			return null;
		}

		@Override
		public Observed begin(Operation operation, String detail, @Nullable Object parent) {
			return Observed.NONE;
		}

	};

	/**
	 * What is being observed on this thread, as the parent of what begins later on
	 * another one.
	 * @return the parent, or null if there is none
	 */
	@Nullable Object current();

	/**
	 * Begins to observe.
	 * @param operation what is done
	 * @param detail the region of a load or lookup, the mode of an invalidation
	 * @param parent what {@link #current} gave; null stands for that of this thread
	 * @return what ends when the operation does
	 */
	Observed begin(Operation operation, String detail, @Nullable Object parent);

	/**
	 * What is observed.
	 */
	enum Operation {

		/** The code of the application makes a value. */
		LOAD,

		/** The store is asked for an entry. */
		LOOKUP,

		/** Tags are invalidated. */
		INVALIDATION

	}

	/**
	 * Something that takes time.
	 */
	interface Observed {

		/** Nobody looks. */
		Observed NONE = new Observed() {

			@Override
			public Scope open() {
				return Scope.NONE;
			}

			@Override
			public void end(Outcome outcome, @Nullable Throwable failure) {
			}

		};

		/**
		 * Makes this the parent of what is observed on this thread, until the scope is
		 * closed on the same thread.
		 * @return the scope
		 */
		Scope open();

		/**
		 * Ends. Called once.
		 * @param outcome how it ended
		 * @param failure what it failed with, or null
		 */
		void end(Outcome outcome, @Nullable Throwable failure);

	}

	/**
	 * How something ended.
	 */
	enum Outcome {

		/** A load gave a value, or an invalidation was recorded. */
		SUCCESS,

		/** A lookup found a valid entry. */
		HIT,

		/** A lookup found none. */
		MISS,

		/** It failed. */
		FAILURE

	}

	/**
	 * The time in which something is the current one of a thread.
	 */
	interface Scope extends AutoCloseable {

		/** Of nothing. */
		Scope NONE = () -> {
		};

		@Override
		void close();

	}

}
