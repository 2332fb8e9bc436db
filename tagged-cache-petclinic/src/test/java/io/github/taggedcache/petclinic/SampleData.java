package io.github.taggedcache.petclinic;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

import io.github.taggedcache.petclinic.boarding.Kennel;
import io.github.taggedcache.petclinic.boarding.Stay;
import io.github.taggedcache.petclinic.insurance.Claim;
import io.github.taggedcache.petclinic.insurance.Payee;
import io.github.taggedcache.petclinic.insurance.Policy;
import io.github.taggedcache.petclinic.insurance.PolicyNumber;
import io.github.taggedcache.petclinic.owner.Contact;
import io.github.taggedcache.petclinic.owner.Owner;
import io.github.taggedcache.petclinic.owner.Pet;
import io.github.taggedcache.petclinic.owner.PetType;
import io.github.taggedcache.petclinic.owner.Visit;
import io.github.taggedcache.petclinic.owner.VisitKind;
import io.github.taggedcache.petclinic.vet.Specialty;
import io.github.taggedcache.petclinic.vet.Vet;
import jakarta.persistence.EntityManager;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Fills the database. Ids are the same each time.
 */
@Component
class SampleData {

	/** An owner with two pets, which have three visits. */
	static final Integer MIA = 1;

	static final PolicyNumber POLICY = new PolicyNumber("Paws & Co", 4711);

	private final EntityManager entities;

	SampleData(EntityManager entities) {
		this.entities = entities;
	}

	/**
	 * Removes everything, and makes it anew.
	 */
	@Transactional
	public void reset() {
		clear();
		PetType cat = saved(new PetType("cat"));
		PetType dog = saved(new PetType("dog"));
		Owner mia = saved(owner("Mia", "Moss", "Bern", "12 Mill Lane"));
		mia.setRemark("Pays late");
		mia.setContact(new Contact(Contact.Channel.MAIL, "mia@example.org"));
		mia.getPets().add(pet("Zorro", cat, "4.500"));
		mia.getPets().add(pet("Anton", dog, "31.250"));
		visits(mia.pet("Zorro").orElseThrow());
		mia.pet("Anton").orElseThrow().getVisits().add(visit("2024-02-29", VisitKind.EMERGENCY, "120.00"));
		Owner noah = saved(owner("Noah", "Moser", "Bern", "3 Mill Lane"));
		noah.getPets().add(pet("Ivo", dog, "8.000"));
		saved(owner("Olga", "Novak", "Basel", "7 Hill Street"));
		vets();
		policy(noah);
		Kennel kennel = new Kennel("North");
		kennel.getStays().addAll(List.of(new Stay("Anton", kennel), new Stay("Ivo", kennel)));
		saved(kennel);
	}

	private void visits(Pet pet) {
		pet.getVisits().add(visit("2025-06-01", VisitKind.CHECK_UP, "60.50"));
		pet.getVisits().add(visit("2023-01-31", VisitKind.CHECK_UP, "55.00"));
	}

	private void vets() {
		Specialty surgery = saved(new Specialty("surgery"));
		Specialty dentistry = saved(new Specialty("dentistry"));
		saved(new Vet("Uma", "Wirth", surgery, dentistry));
		saved(new Vet("Viktor", "Zell"));
		saved(new Vet("Wanda", "Adler", surgery));
	}

	private void policy(Owner holder) {
		Policy policy = new Policy(POLICY, holder, LocalDate.of(2025, 1, 1));
		Payee payee = new Payee("Dr. Wirth");
		policy.getClaims().add(new Claim("teeth", new BigDecimal("80.00"), payee));
		policy.getClaims().add(new Claim("leg", new BigDecimal("900.10"), payee));
		policy.getLimits().put("teeth", new BigDecimal("100.00"));
		policy.getLimits().put("bones", new BigDecimal("2000.00"));
		policy.getExclusions().addAll(List.of("cosmetics", "boarding"));
		saved(policy);
	}

	private static Owner owner(String firstName, String lastName, String city, String address) {
		Owner owner = new Owner(firstName, lastName);
		owner.setCity(city);
		owner.setAddress(address);
		owner.setTelephone("0310000000");
		owner.setRegistered(LocalDate.of(2022, 5, 17));
		return owner;
	}

	private static Pet pet(String name, PetType type, String weight) {
		Pet pet = new Pet(name, type);
		pet.setBirthDate(LocalDate.of(2020, 3, 9));
		pet.setWeight(new BigDecimal(weight));
		return pet;
	}

	static Visit visit(String date, VisitKind kind, String price) {
		return new Visit(LocalDate.parse(date), "seen on " + date, kind, new BigDecimal(price));
	}

	private <T> T saved(T entity) {
		this.entities.persist(entity);
		return entity;
	}

	private void clear() {
		execute("SET REFERENTIAL_INTEGRITY FALSE");
		for (Object table : tables()) {
			execute("TRUNCATE TABLE " + table + " RESTART IDENTITY");
		}
		execute("SET REFERENTIAL_INTEGRITY TRUE");
	}

	private List<?> tables() {
		return this.entities
			.createNativeQuery("SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = 'PUBLIC'")
			.getResultList();
	}

	private void execute(String statement) {
		this.entities.createNativeQuery(statement).executeUpdate();
	}

	/**
	 * The owner as the database has it now.
	 */
	@Transactional(readOnly = true)
	public String stored(Integer owner) {
		return Picture.of(this.entities.find(Owner.class, owner));
	}

}
