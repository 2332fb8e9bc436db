package io.github.taggedcache.petclinic.owner;

import java.util.List;
import java.util.Optional;

import io.github.taggedcache.annotation.CacheTags;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/**
 * Owners, in the shapes in which an application asks for them.
 */
public interface OwnerRepository extends JpaRepository<Owner, Integer> {

	@Override
	@Cacheable("owners")
	@CacheTags("owner:#{#id}")
	Optional<Owner> findById(Integer id);

	@Cacheable("owner-pages")
	@CacheTags({ "owners", "owner:#{#result.content.![id]}" })
	Page<Owner> findByLastNameStartingWith(String start, Pageable pageable);

	@Cacheable("owner-slices")
	@CacheTags({ "owners", "owner:#{#result.content.![id]}" })
	Slice<Owner> findByCity(String city, Pageable pageable);

	@Cacheable("owner-lists")
	@CacheTags({ "owners", "owner:#{#result.![id]}" })
	List<Owner> findByAddressContaining(String part, Sort sort);

	@Cacheable("owner-rows")
	@CacheTags({ "owners", "owner:#{#result.![id]}" })
	@Query("""
			select new io.github.taggedcache.petclinic.owner.OwnerRow(o.id, o.firstName, o.lastName, size(o.pets))
			from Owner o where o.city = :city order by o.id""")
	List<OwnerRow> findRows(String city);

	@Cacheable("owner-names")
	@CacheTags("owners")
	List<OwnerName> findNamesByCityOrderById(String city);

	@Cacheable("owner-figures")
	@CacheTags("owners")
	@Query("select o.city, count(distinct o), sum(p.weight) from Owner o join o.pets p group by o.city order by o.city")
	List<Object[]> findFigures();

	@Cacheable("owner-counts")
	@CacheTags("owners")
	long countByCity(String city);

	@Cacheable("owner-exists")
	@CacheTags("owners")
	boolean existsByLastName(String lastName);

	@Override
	@Cacheable("owner-references")
	@CacheTags("owner:#{#id}")
	Owner getReferenceById(Integer id);

}
