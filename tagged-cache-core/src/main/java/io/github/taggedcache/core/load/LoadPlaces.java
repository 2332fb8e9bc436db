package io.github.taggedcache.core.load;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.limit.Places;
import io.github.taggedcache.core.limit.Places.Place;
import io.github.taggedcache.core.name.EntryKey;

/**
 * The places of the loads of one region that run at a time.
 * <p>
 * A load that waits for a place waits for all loads that have one. If one of those waits
 * for the load itself, directly or by others, the load runs without a place: it runs in
 * the place of the load that it is made for.
 */
final class LoadPlaces {

	private final Places places;

	private final LoadWaits waits;

	/** Stands for all loads that have a place: they are what it waits for. */
	private final Load running;

	LoadPlaces(String region, int number, LoadWaits waits) {
		this.places = new Places(number);
		this.waits = waits;
		this.running = new Load(new Load.Id(EntryKey.of(region, ""), 0), 0);
	}

	/**
	 * Takes a place, or waits for one.
	 * @param longest how long to wait at most, before the load runs without a place; zero
	 * means without a limit
	 */
	Taken take(Load load, Duration longest) {
		Place place = this.places.take();
		if (place.isTaken()) {
			this.waits.begin(this.running, load);
			return new Taken(load, place, CompletableFuture.completedFuture(true));
		}
		if (!this.waits.begin(load, this.running)) {
			place.giveBack();
			return new Taken(load, place, CompletableFuture.completedFuture(true));
		}
		return new Taken(load, place, turn(load, place, longest));
	}

	private CompletableFuture<Boolean> turn(Load load, Place place, Duration longest) {
		CompletableFuture<Void> limited = place.turn().copy();
		if (!longest.isZero()) {
			this.waits.limit(limited, longest);
		}
		// The load goes on after that: by its end it must have begun
		return limited.handle((done, ex) -> {
			this.waits.end(load, this.running);
			if (place.isTaken()) {
				begin(load, place);
			}
			else {
				place.giveBack();
			}
			return false;
		});
	}

	/**
	 * A caller that is interrupted may give the place back meanwhile.
	 */
	private void begin(Load load, Place place) {
		this.waits.begin(this.running, load);
		if (!place.isTaken()) {
			this.waits.end(this.running, load);
		}
	}

	/**
	 * The place of a load, or the wait for one.
	 */
	final class Taken {

		private final Load load;

		private final Place place;

		private final CompletableFuture<Boolean> turn;

		private Taken(Load load, Place place, CompletableFuture<Boolean> turn) {
			this.load = load;
			this.place = place;
			this.turn = turn;
		}

		/**
		 * Completes when the load may run: with true if it did not have to wait.
		 */
		CompletableFuture<Boolean> turn() {
			return this.turn;
		}

		/**
		 * Gives the place back, or gives up the wait. May be called again.
		 */
		void giveBack() {
			LoadPlaces.this.waits.end(LoadPlaces.this.running, this.load);
			this.place.giveBack();
			// It may have come to this load just before
			LoadPlaces.this.waits.end(LoadPlaces.this.running, this.load);
		}

	}

}
