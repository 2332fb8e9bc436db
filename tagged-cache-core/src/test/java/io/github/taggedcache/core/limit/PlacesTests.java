package io.github.taggedcache.core.limit;

import io.github.taggedcache.core.limit.Places.Place;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PlacesTests {

	private final Places places = new Places(2);

	@Test
	void placesAreTakenAtOnceWhileThereAreSome() {
		assertThat(this.places.take().isTaken()).isTrue();
		assertThat(this.places.areTaken()).isFalse();
		assertThat(this.places.take().turn()).isCompleted();
		assertThat(this.places.areTaken()).isTrue();
	}

	@Test
	void queueIsServedInItsOrder() {
		Place one = this.places.take();
		Place other = this.places.take();
		Place first = this.places.take();
		Place second = this.places.take();
		assertThat(first.turn()).isNotDone();
		other.giveBack();
		assertThat(first.isTaken()).isTrue();
		assertThat(first.turn()).isCompleted();
		assertThat(second.isTaken()).isFalse();
		one.giveBack();
		assertThat(second.isTaken()).isTrue();
		assertThat(this.places.areTaken()).isTrue();
	}

	@Test
	void placeGivenBackTwiceIsOnePlace() {
		Place one = this.places.take();
		this.places.take();
		one.giveBack();
		one.giveBack();
		assertThat(this.places.take().isTaken()).isTrue();
		assertThat(this.places.take().isTaken()).isFalse();
	}

	@Test
	void whoGivesUpIsPassedOver() {
		Place one = this.places.take();
		this.places.take();
		Place impatient = this.places.take();
		Place next = this.places.take();
		impatient.giveBack();
		assertThat(impatient.turn()).isCancelled();
		one.giveBack();
		assertThat(impatient.isTaken()).isFalse();
		assertThat(next.isTaken()).isTrue();
	}

	@Test
	void negativeNumberIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new LimitSettings(-1))
			.withMessage("max-concurrent-loads must be at least 0 (no limit), not -1");
	}

	@Test
	void zeroIsNoLimit() {
		assertThat(LimitSettings.NONE.isLimited()).isFalse();
		assertThat(new LimitSettings(1).isLimited()).isTrue();
	}

}
