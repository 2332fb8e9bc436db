package io.github.taggedcache.petclinic.insurance;

import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.petclinic.owner.Owner;
import jakarta.persistence.EntityManager;
import org.hibernate.Hibernate;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads policies and looks at what is lazy.
 */
@Service
public class PolicyService {

	private final EntityManager entities;

	PolicyService(EntityManager entities) {
		this.entities = entities;
	}

	/**
	 * The holder is a proxy that was initialised, and the claims a collection that was.
	 */
	@Transactional(readOnly = true)
	@Cacheable("initialised-policies")
	@CacheTags({ "policy:#{#id.insurer}:#{#id.number}", "owner:#{#result.holder.id}" })
	public Policy initialised(PolicyNumber id) {
		Policy policy = this.entities.find(Policy.class, id);
		Hibernate.initialize(policy.getHolder());
		Hibernate.initialize(policy.getClaims());
		return policy;
	}

	/**
	 * The value itself is a proxy that was initialised.
	 */
	@Transactional(readOnly = true)
	@Cacheable("holders")
	@CacheTags({ "policy:#{#id.insurer}:#{#id.number}", "owner:#{#result.id}" })
	public Owner holder(PolicyNumber id) {
		Owner holder = this.entities.find(Policy.class, id).getHolder();
		Hibernate.initialize(holder);
		return holder;
	}

}
