package io.github.taggedcache.data.jpa.load;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import io.github.taggedcache.core.load.LoadScope;
import io.github.taggedcache.data.jpa.desk.Agent;
import io.github.taggedcache.data.jpa.desk.Desk;
import io.github.taggedcache.data.jpa.desk.DeskApplication;
import io.github.taggedcache.data.jpa.desk.Hooked;
import io.github.taggedcache.data.jpa.desk.Line;
import io.github.taggedcache.data.jpa.step.Step;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityNotFoundException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which load a read belongs to, and what becomes of many rows and of failures.
 */
@SpringBootTest(classes = DeskApplication.class, properties = "tagged-cache.store=memory")
class ObservedLoadTests {

	private final Desk desk;

	private final EntityManager entities;

	@Autowired
	ObservedLoadTests(Desk desk) {
		this.desk = desk;
		this.entities = desk.entities();
	}

	@AfterEach
	void unhook() {
		Hooked.onLoad(() -> {
		});
	}

	@Test
	void readOutsideOfALoadIsNotObserved() {
		AtomicReference<Object> observed = new AtomicReference<>("not called");
		Hooked.onLoad(() -> observed.set(ObservedRows.current()));
		assertThat(this.entities.find(Hooked.class, 1L)).isNotNull();
		assertThat(observed).hasNullValue();
		assertThat(ObservedRows.current()).isNull();
	}

	@Test
	void readOnAThreadThatWorksForTheLoadIsObserved() {
		assertThat(this.desk.tagsOf(() -> {
			LoadScope.Bound bound = LoadScope.bound();
			return CompletableFuture.supplyAsync(() -> {
				LoadScope.bind(bound);
				try {
					return this.entities.find(Agent.class, 7L).getName();
				}
				finally {
					LoadScope.bind(null);
				}
			}).join();
		})).containsExactlyInAnyOrder("Agent:7", "Agent", "*");
	}

	@Test
	void readOnAnotherThreadIsNotObserved() {
		assertThat(this.desk
			.tagsOf(() -> CompletableFuture.supplyAsync(() -> this.entities.find(Agent.class, 7L).getName()).join()))
			.isEmpty();
	}

	@Test
	void failedReadIsTaggedAndLeavesNoStep() {
		assertThat(this.desk.tagsOf(() -> {
			Agent missing = this.entities.getReference(Agent.class, 997L);
			assertThatExceptionOfType(EntityNotFoundException.class).isThrownBy(missing::getName);
			assertThat(Step.READS_BY_ID.isRunning()).isFalse();
			return this.entities.createQuery("select count(l) from Line l").getSingleResult();
		})).containsExactlyInAnyOrder("Agent:997", "Agent", "Line[]", "Line", "*");
	}

	@Test
	void rowThatIsRequiredAndMissingIsTagged() {
		this.desk.cached().get("required", () -> {
			assertThatExceptionOfType(EntityNotFoundException.class)
				.isThrownBy(() -> this.entities.getReference(Hooked.class, 994L));
			assertThat(Step.READS_BY_ID.isRunning()).isFalse();
			return "";
		});
		assertThat(this.desk.tags("required")).containsExactlyInAnyOrder("Hooked:994", "Hooked", "*");
	}

	@Test
	void queryOfACallbackInsideOfAReadIsObserved() {
		Hooked.onLoad(() -> this.entities.createQuery("select count(l) from Line l").getSingleResult());
		assertThat(this.desk.tagsOf(() -> this.entities.find(Hooked.class, 1L))).containsExactlyInAnyOrder("Hooked:1",
				"Hooked", "Line[]", "Line", "*");
	}

	@Test
	void loadInsideOfAReadIsObservedOnItsOwn() {
		Hooked.onLoad(() -> this.desk.cached()
			.get("inner", () -> "" + this.entities.createQuery("select count(l) from Line l").getSingleResult()));
		assertThat(this.desk.tagsOf(() -> this.entities.find(Hooked.class, 1L))).contains("Hooked:1", "Line[]");
		assertThat(this.desk.tags("inner")).containsExactlyInAnyOrder("Line[]", "Line", "*");
	}

	@Test
	void hundredRowsHaveTagsOfTheirOwn() {
		assertThat(this.desk.tagsOf(() -> find(100))).hasSize(102).contains("Line:1:1", "Line:100:1");
	}

	@Test
	void moreThanHundredRowsHaveNoTagsOfTheirOwn() {
		assertThat(this.desk.tagsOf(() -> find(101))).containsExactlyInAnyOrder("Line[]", "Line[+]", "Line", "*");
	}

	private Object find(int rows) {
		for (int i = 1; i <= rows; i++) {
			this.entities.find(Line.class, new Line.Key(1, i));
		}
		return rows;
	}

}
