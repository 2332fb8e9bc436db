package io.github.taggedcache.data.jpa.desk;

import java.io.Serializable;
import java.util.Objects;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;

/**
 * A row with an id of two columns of its own.
 */
@Entity
@IdClass(Seat.Key.class)
public class Seat {

	@Id
	private String wing;

	@Id
	private int place;

	private String text;

	protected Seat() {
	}

	public Seat(String wing, int place) {
		this.wing = wing;
		this.place = place;
	}

	public String getText() {
		return this.text;
	}

	/**
	 * The id.
	 */
	public static class Key implements Serializable {

		private static final long serialVersionUID = 1L;

		private String wing;

		private int place;

		protected Key() {
		}

		public Key(String wing, int place) {
			this.wing = wing;
			this.place = place;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Key key && key.wing.equals(this.wing) && key.place == this.place;
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.wing, this.place);
		}

	}

}
