package io.github.taggedcache.data.jpa.desk;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/**
 * A hierarchy with one table.
 */
@Entity
public class Payment {

	@Id
	private Long id;

	protected Payment() {
	}

	public Payment(long id) {
		this.id = id;
	}

	/**
	 * A subclass.
	 */
	@Entity(name = "Card")
	public static class Card extends Payment {

		private String digits;

		protected Card() {
		}

		public Card(long id) {
			super(id);
		}

		public String getDigits() {
			return this.digits;
		}

	}

}
