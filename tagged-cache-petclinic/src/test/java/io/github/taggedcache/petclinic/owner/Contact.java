package io.github.taggedcache.petclinic.owner;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.validation.constraints.Email;

/**
 * How an owner wants to be written to.
 *
 * @param channel by what
 * @param email to where
 */
@Embeddable
public record Contact(@Enumerated(EnumType.STRING) @Column(name = "contact_channel") Channel channel,
		@Email @Column(name = "contact_email") String email) {

	/**
	 * By what.
	 */
	public enum Channel {

		/** On paper. */
		LETTER,

		/** By electronic mail. */
		MAIL

	}

}
