package io.github.taggedcache.data.jpa.desk;

import java.util.List;
import java.util.Optional;

import io.github.taggedcache.data.jpa.EntityTags;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

public interface Tickets extends JpaRepository<Ticket, Long> {

	List<Ticket> findByStatus(String status);

	Optional<Ticket> findByTitle(String title);

	Page<Ticket> findByStatusOrderById(String status, Pageable page);

	long countByStatus(String status);

	List<Headline> findHeadlinesByStatusOrderById(String status);

	@Query("select t.title, o.name from Ticket t join t.owner o")
	List<Object[]> titlesWithOwners();

	/**
	 * A projection.
	 */
	@EntityTags(Ticket.class)
	interface Headline {

		Long getId();

		String getTitle();

	}

}
