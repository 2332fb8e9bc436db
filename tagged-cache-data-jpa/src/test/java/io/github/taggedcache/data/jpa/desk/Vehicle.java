package io.github.taggedcache.data.jpa.desk;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;

/**
 * A hierarchy with a table for each class.
 */
@Entity
@Inheritance(strategy = InheritanceType.JOINED)
public class Vehicle {

	@Id
	private Long id;

	protected Vehicle() {
	}

	public Vehicle(long id) {
		this.id = id;
	}

	/**
	 * A subclass.
	 */
	@Entity(name = "Car")
	public static class Car extends Vehicle {

		private int doors;

		protected Car() {
		}

		public Car(long id) {
			super(id);
		}

		public int getDoors() {
			return this.doors;
		}

	}

}
