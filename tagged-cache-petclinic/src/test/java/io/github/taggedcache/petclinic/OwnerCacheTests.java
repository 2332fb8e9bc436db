package io.github.taggedcache.petclinic;

import io.github.taggedcache.CacheEvent.Invalidated;
import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.petclinic.owner.Owner;
import io.github.taggedcache.petclinic.owner.OwnerRepository;
import io.github.taggedcache.petclinic.owner.OwnerService;
import io.github.taggedcache.test.AutoConfigureTaggedCache;
import io.github.taggedcache.test.RecordedCacheEvents;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.cache.interceptor.SimpleKey;
import org.springframework.context.annotation.Import;
import org.springframework.data.domain.PageRequest;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import static io.github.taggedcache.test.TaggedCacheAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Owners in the caches of a slice. Nothing but JPA is started.
 */
@DataJpaTest
@Transactional(propagation = Propagation.NOT_SUPPORTED)
@AutoConfigureTaggedCache
@Import({ OwnerService.class, SampleData.class })
class OwnerCacheTests {

	@Autowired
	OwnerRepository owners;

	@Autowired
	OwnerService service;

	@Autowired
	TaggedCacheManager manager;

	@Autowired
	RecordedCacheEvents events;

	@BeforeEach
	void fillTheDatabase(@Autowired SampleData data) {
		data.reset();
	}

	@Test
	void ownerHasTheTagOfTheOwner() {
		this.owners.findById(SampleData.MIA);
		assertThat(this.manager.getCache("owners")).entry(SampleData.MIA).isHit().hasOnlyTags("owner:1");
	}

	@Test
	void pageHasTheTagsOfItsOwners() {
		PageRequest page = PageRequest.of(0, 2);
		this.owners.findByLastNameStartingWith("Mo", page);
		assertThat(this.manager.getCache("owner-pages")).entry(new SimpleKey("Mo", page))
			.isHit()
			.hasOnlyTags("owners", "owner:1", "owner:2");
	}

	@Test
	void updateInvalidatesWhateverShowsTheOwner() {
		PageRequest page = PageRequest.of(0, 2);
		this.owners.findByLastNameStartingWith("Mo", page);
		Owner mia = this.owners.findById(SampleData.MIA).orElseThrow();
		this.owners.findById(2);
		this.service.update(mia);
		assertThat(this.manager.getCache("owners")).entry(SampleData.MIA).isMissBecauseOfTag("owner:1");
		assertThat(this.manager.getCache("owner-pages")).entry(new SimpleKey("Mo", page)).isMissBecauseOfTag("owner:1");
		assertThat(this.manager.getCache("owners")).entry(2).isHit();
	}

	@Test
	void registrationInvalidatesTheListsAlone() {
		Owner pia = new Owner("Pia", "Quast");
		pia.setAddress("9 Mill Lane");
		pia.setCity("Bern");
		this.owners.findById(SampleData.MIA);
		this.service.register(pia);
		assertThat(this.events.of(Invalidated.class)).extracting(Invalidated::tags)
			.allSatisfy((tags) -> assertThat(tags).containsExactly("owners"))
			.isNotEmpty();
		assertThat(this.manager.getCache("owners")).entry(SampleData.MIA).isHit();
	}

	/**
	 * As a slice of Spring Boot is by default: each test in a transaction.
	 */
	@Nested
	@Transactional
	class InATransaction {

		/**
		 * The second repetition would find what the first one read before its rollback.
		 */
		@RepeatedTest(2)
		void nothingOfATransactionThatWasRolledBackIsServed() {
			assertThat(OwnerCacheTests.this.manager.getCache("owners")).entry(SampleData.MIA).isMiss();
			OwnerCacheTests.this.owners.findById(SampleData.MIA);
			assertThat(OwnerCacheTests.this.manager.getCache("owners")).entry(SampleData.MIA).isMiss();
		}

	}

}
