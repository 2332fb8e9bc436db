package io.github.taggedcache.core.limit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * A number of places. Whoever finds none free waits in a queue, without a thread.
 */
public final class Places {

	private final int number;

	/** Guarded by this. */
	private final Deque<Place> waiting = new ArrayDeque<>();

	/** Guarded by this. */
	private int taken;

	/**
	 * Creates places, all free.
	 * @param number how many; positive
	 */
	public Places(int number) {
		this.number = number;
	}

	/**
	 * Takes a place, or stands in the queue for one.
	 * @return the place, to be given back in either case
	 */
	public Place take() {
		Place place = new Place();
		synchronized (this) {
			if (this.taken < this.number) {
				this.taken++;
				place.state = State.TAKEN;
				place.turn.complete(null);
			}
			else {
				this.waiting.add(place);
			}
		}
		return place;
	}

	/**
	 * Whether the next one would have to wait.
	 * @return whether all places are taken
	 */
	public synchronized boolean areTaken() {
		return this.taken == this.number;
	}

	private enum State {

		WAITING, TAKEN, GIVEN_BACK

	}

	/**
	 * One place, or the wait for one.
	 */
	public final class Place {

		private final CompletableFuture<Void> turn = new CompletableFuture<>();

		/** Guarded by the places. */
		private State state = State.WAITING;

		/**
		 * The turn of whoever waits for the place.
		 * @return completes when the place is taken, on the thread that gave it back; is
		 * cancelled if the wait was given up
		 */
		public CompletableFuture<Void> turn() {
			return this.turn;
		}

		/**
		 * Whether the place is taken, and was not given back.
		 * @return false also while it is waited for
		 */
		public boolean isTaken() {
			synchronized (Places.this) {
				return this.state == State.TAKEN;
			}
		}

		/**
		 * Gives the place to the next one in the queue, or gives up the wait for it. May
		 * be called again.
		 */
		public void giveBack() {
			Place next = null;
			synchronized (Places.this) {
				if (this.state == State.TAKEN) {
					next = successor();
				}
				else if (this.state == State.WAITING) {
					Places.this.waiting.remove(this);
				}
				this.state = State.GIVEN_BACK;
			}
			this.turn.cancel(false);
			if (next != null) {
				next.turn.complete(null);
			}
		}

		private @Nullable Place successor() {
			Place next = Places.this.waiting.poll();
			if (next != null) {
				next.state = State.TAKEN;
			}
			else {
				Places.this.taken--;
			}
			return next;
		}

	}

}
