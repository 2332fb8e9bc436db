package io.github.taggedcache.petclinic;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.github.taggedcache.petclinic.insurance.Claim;
import io.github.taggedcache.petclinic.insurance.Payee;
import io.github.taggedcache.petclinic.insurance.Policy;
import io.github.taggedcache.petclinic.owner.Owner;
import io.github.taggedcache.petclinic.owner.OwnerRepository;
import io.github.taggedcache.petclinic.owner.OwnerService;
import io.github.taggedcache.petclinic.owner.Pet;
import io.github.taggedcache.petclinic.owner.PetType;
import io.github.taggedcache.petclinic.owner.VisitKind;
import io.github.taggedcache.petclinic.vet.Specialty;
import io.github.taggedcache.petclinic.vet.Vet;
import io.github.taggedcache.petclinic.vet.VetRepository;
import jakarta.persistence.EntityManager;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A change of the clinic's data.
 *
 * @param name what is changed, and how
 * @param call makes the change on an instance
 */
record Write(String name, Consumer<Clinic> call) {

	static List<Write> all() {
		return List.of(new Write("owner saved by the repository", (clinic) -> {
			OwnerRepository owners = clinic.bean(OwnerRepository.class);
			Owner mia = owners.findById(SampleData.MIA).orElseThrow();
			mia.setFirstName("Renamed");
			owners.save(mia);
		}), inTransaction("owner changed in a transaction", (clinic, entities) -> owner(entities, 1).setCity("Thun")),
				new Write("owner registered", (clinic) -> {
					Owner owner = new Owner("Pia", "Moor");
					owner.setAddress("9 Mill Lane");
					owner.setCity("Bern");
					owner.setTelephone("0311111111");
					clinic.bean(OwnerService.class).register(owner);
				}), new Write("owner deleted", (clinic) -> clinic.bean(OwnerRepository.class).deleteById(3)),
				inTransaction("pet added to an owner",
						(clinic, entities) -> owner(entities, 3).getPets()
							.add(heavy(new Pet("Nemo", entities.find(PetType.class, 1))))),
				inTransaction("pet renamed",
						(clinic, entities) -> owner(entities, 1).pet("Zorro").orElseThrow().setName("Zorra")),
				inTransaction("pet taken from its owner",
						(clinic, entities) -> owner(entities, 1).getPets()
							.removeIf((pet) -> pet.getName().equals("Anton"))),
				new Write("visit added",
						(clinic) -> clinic.bean(OwnerService.class)
							.addVisit(1, "Anton", SampleData.visit("2026-01-02", VisitKind.CHECK_UP, "70.00"))),
				inTransaction("kind of pets renamed",
						(clinic, entities) -> entities.find(PetType.class, 1).setName("kitten")),
				inTransaction("specialty given to a vet",
						(clinic, entities) -> entities.find(Vet.class, 2).learn(entities.find(Specialty.class, 1))),
				inTransaction("specialty renamed",
						(clinic, entities) -> entities.find(Specialty.class, 1).setName("operations")),
				new Write("vet saved by the repository",
						(clinic) -> clinic.bean(VetRepository.class).save(new Vet("Xaver", "Young"))),
				inTransaction("claim added to a policy",
						(clinic, entities) -> policy(entities).getClaims()
							.add(new Claim("tail", new BigDecimal("12.00"), new Payee("Dr. Zell")))),
				inTransaction("limit of a policy changed",
						(clinic, entities) -> policy(entities).getLimits().put("teeth", new BigDecimal("150.00"))),
				inTransaction("exclusion of a policy removed",
						(clinic, entities) -> policy(entities).getExclusions().remove("boarding")),
				inTransaction("holder of a policy renamed",
						(clinic, entities) -> owner(entities, 2).setFirstName("Nils")),
				inTransaction("owners changed by JPQL",
						(clinic, entities) -> entities.createQuery("update Owner o set o.city = 'Biel' where o.id > 1")
							.executeUpdate()),
				inTransaction("pets changed by SQL",
						(clinic, entities) -> entities.createNativeQuery("update pets set weight = weight + 1")
							.executeUpdate()),
				inTransaction("visits deleted by JPQL",
						(clinic, entities) -> entities.createQuery("delete from Visit").executeUpdate()));
	}

	private static Write inTransaction(String name, BiConsumer<Clinic, EntityManager> work) {
		return new Write(name, (clinic) -> new TransactionTemplate(clinic.bean(PlatformTransactionManager.class))
			.executeWithoutResult((status) -> work.accept(clinic, clinic.bean(EntityManager.class))));
	}

	private static Owner owner(EntityManager entities, int id) {
		return entities.find(Owner.class, id);
	}

	private static Policy policy(EntityManager entities) {
		return entities.find(Policy.class, SampleData.POLICY);
	}

	private static Pet heavy(Pet pet) {
		pet.setWeight(new BigDecimal("2.000"));
		return pet;
	}

	@Override
	public String toString() {
		return this.name;
	}

}
