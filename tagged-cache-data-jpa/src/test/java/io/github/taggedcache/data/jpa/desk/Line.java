package io.github.taggedcache.data.jpa.desk;

import java.io.Serializable;
import java.util.Objects;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;

/**
 * A row with an id of two columns in an object of its own.
 */
@Entity
public class Line {

	@EmbeddedId
	@SuppressWarnings("unused") // the mapping has it
	private Key id;

	private String text;

	protected Line() {
	}

	public Line(Key id) {
		this.id = id;
	}

	public String getText() {
		return this.text;
	}

	/**
	 * The id.
	 */
	@Embeddable
	public static class Key implements Serializable {

		private static final long serialVersionUID = 1L;

		private int sheet;

		private int place;

		protected Key() {
		}

		public Key(int sheet, int place) {
			this.sheet = sheet;
			this.place = place;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Key key && key.sheet == this.sheet && key.place == this.place;
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.sheet, this.place);
		}

	}

}
