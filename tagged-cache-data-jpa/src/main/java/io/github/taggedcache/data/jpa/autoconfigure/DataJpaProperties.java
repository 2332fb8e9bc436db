package io.github.taggedcache.data.jpa.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The properties of the tags of JPA entities.
 */
@ConfigurationProperties("tagged-cache.data-jpa")
public class DataJpaProperties {

	/**
	 * Whether cached values get the tags of the entities that they are made of, and
	 * commits invalidate the tags of the entities that they changed.
	 */
	private boolean enabled = true;

	/**
	 * Which entities have tags.
	 */
	private Entities entities = Entities.ALL;

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public Entities getEntities() {
		return this.entities;
	}

	public void setEntities(Entities entities) {
		this.entities = entities;
	}

	/**
	 * Which entities have tags.
	 */
	public enum Entities {

		/** All. */
		ALL,

		/** Those with {@code @CachedEntity}. */
		ANNOTATED

	}

}
