package io.github.taggedcache.data.jpa.change;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

import io.github.taggedcache.data.jpa.enhanced.Claim;
import io.github.taggedcache.data.jpa.enhanced.EnhancingLoader;
import io.github.taggedcache.data.jpa.enhanced.Holder;
import io.github.taggedcache.data.jpa.enhanced.LazyClaim;
import io.github.taggedcache.data.jpa.enhanced.Office;
import io.github.taggedcache.data.jpa.model.EntityModel;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Changes of rows whose values were not loaded, because Hibernate enhanced the class. The
 * table stands for scopes and for other rows that nobody knows.
 */
class LazyChangeTests {

	private final EnhancingLoader loader = new EnhancingLoader(Claim.class, Holder.class, Office.class);

	private final Set<String> invalidated = new TreeSet<>();

	private final SessionFactory unit = this.loader.unit();

	@BeforeEach
	void start() {
		this.unit.inTransaction((session) -> {
			for (String sql : new String[] { "insert into Holder (id, name) values (7, 'ann')",
					"insert into Office (id, code) values (3, 'north')",
					"insert into Claim (id, title, stage, holder_id, office_code) values (1, 'one', 'OPEN', 7, 'north')",
					"insert into Claim_notes (Claim_id, notes) values (1, 'first')" }) {
				session.createNativeMutationQuery(sql).executeUpdate();
			}
		});
		ChangeListeners.register(EntityModel.of(this.unit.unwrap(SessionFactoryImplementor.class), true),
				new Changes(new Recording(this.invalidated)));
	}

	@AfterEach
	void stop() {
		this.unit.close();
	}

	private Set<String> invalidatedBy(BiConsumer<Session, LazyClaim> change) {
		this.unit.inTransaction((session) -> {
			LazyClaim claim = (LazyClaim) session.find(this.loader.enhanced(Claim.class), 1L);
			assertThat(Hibernate.isPropertyInitialized(claim, "stage")).isFalse();
			assertThat(Hibernate.isPropertyInitialized(claim, "office")).isFalse();
			change.accept(session, claim);
		});
		return this.invalidated;
	}

	@Test
	void tableStandsForTheScopesOfAnOwnerThatAreNotLoaded() {
		assertThat(invalidatedBy((session, claim) -> claim.getNotes().add("second")))
			.containsExactlyInAnyOrder("Claim:1", "Claim[]", "Claim", "*[]");
	}

	@Test
	void tableStandsForTheScopesOfAnOwnerWhoseCollectionIsReplaced() {
		assertThat(invalidatedBy((session, claim) -> claim.getNotes().clear())).containsExactlyInAnyOrder("Claim:1",
				"Claim[]", "Claim", "*[]");
	}

	@Test
	void scopesOfAnOwnerThatAreLoadedAreInvalidated() {
		assertThat(invalidatedBy((session, claim) -> {
			assertThat(claim.getStage()).isEqualTo("OPEN");
			claim.getNotes().add("second");
			session.flush();
			assertThat(Hibernate.isInitialized(claim.getHolder())).isFalse();
		})).containsExactlyInAnyOrder("Claim:1", "Claim[]", "Claim[stage=OPEN]", "Claim[holder=7]", "*[]");
	}

	@Test
	void tableStandsForTheScopesOfARowThatAreNotLoaded() {
		assertThat(invalidatedBy((session, claim) -> claim.setTitle("changed"))).contains("Claim:1", "Claim[]", "Claim")
			.noneMatch((tag) -> tag.startsWith("Claim[s") || tag.startsWith("Claim[h"));
	}

	@Test
	void tableStandsForTheOldScopesOfARowThatAreNotLoaded() {
		assertThat(invalidatedBy((session, claim) -> claim.setStage("DONE"))).contains("Claim:1", "Claim[]",
				"Claim[stage=DONE]", "Claim[holder=7]", "Claim");
	}

	@Test
	void scopesOfARowThatAreLoadedAreInvalidated() {
		assertThat(invalidatedBy((session, claim) -> {
			assertThat(claim.getStage()).isEqualTo("OPEN");
			claim.setStage("DONE");
			session.flush();
			assertThat(Hibernate.isInitialized(claim.getHolder())).isFalse();
		})).contains("Claim:1", "Claim[]", "Claim[stage=OPEN]", "Claim[stage=DONE]", "Claim[holder=7]")
			.doesNotContain("Claim");
	}

	@Test
	void tableStandsForTheScopesOfADeletedRowThatAreNotLoaded() {
		assertThat(invalidatedBy((session, claim) -> session.remove(claim))).contains("Claim:1", "Claim[]", "Claim");
	}

	@Test
	void tableStandsForTheOtherSideOfAnAssociationThatIsNotLoaded() {
		assertThat(invalidatedBy((session, claim) -> claim.setTitle("changed"))).contains("Office")
			.doesNotContain("Office:3");
	}

	@Test
	void otherSideOfAnAssociationThatIsLoadedIsInvalidated() {
		assertThat(invalidatedBy((session, claim) -> {
			Hibernate.initialize(claim.getOffice());
			session.remove(claim);
		})).contains("Office:3").doesNotContain("Office");
	}

	/**
	 * What the transactions of sessions hand over.
	 *
	 * @param tags takes the tags
	 */
	private record Recording(Set<String> tags) implements TagSink {

		@Override
		public boolean isTransactionAware() {
			return true;
		}

		@Override
		public void invalidate(Collection<String> tags) {
			this.tags.addAll(tags);
		}

		@Override
		public void invalidateCommitted(Collection<String> tags) {
			this.tags.addAll(tags);
		}

	}

}
