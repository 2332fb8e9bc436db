package io.github.taggedcache.data.jpa.desk;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PostLoad;

/**
 * A row whose callback may do anything, of a class that Hibernate can make no proxy of.
 */
@Entity
public final class Hooked {

	private static volatile Runnable hook = () -> {
	};

	@Id
	private Long id;

	@SuppressWarnings("unused")
	private Hooked() {
	}

	public Hooked(long id) {
		this.id = id;
	}

	public Long getId() {
		return this.id;
	}

	public static void onLoad(Runnable hook) {
		Hooked.hook = hook;
	}

	@PostLoad
	void loaded() {
		hook.run();
	}

}
