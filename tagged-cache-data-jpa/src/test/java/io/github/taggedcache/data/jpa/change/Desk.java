package io.github.taggedcache.data.jpa.change;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.github.taggedcache.data.jpa.CachedEntity;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.Version;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.annotations.SQLRestriction;
import org.jspecify.annotations.Nullable;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.transaction.annotation.Transactional;

/**
 * The entities of a help desk, with each kind of mapping that changes go through.
 */
final class Desk {

	private Desk() {
	}

	enum Status {

		OPEN, CLOSED

	}

	/** Has collections of each kind, and one row that belongs to it. */
	@Entity(name = "Owner")
	static class Owner {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		Long id;

		String name;

		@OneToMany(mappedBy = "owner", cascade = CascadeType.ALL, orphanRemoval = true)
		List<Ticket> tickets = new ArrayList<>();

		@ElementCollection
		Set<String> phones = new HashSet<>();

		@OneToOne(mappedBy = "owner")
		@Nullable Passport passport;

		Owner() {
		}

		Owner(String name) {
			this.name = name;
		}

	}

	@Entity(name = "Passport")
	static class Passport {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		Long id;

		String number;

		@OneToOne
		@Nullable Owner owner;

		Passport() {
		}

		Passport(String number, @Nullable Owner owner) {
			this.number = number;
			this.owner = owner;
		}

	}

	@Entity(name = "Ticket")
	@CachedEntity(scopes = { "status", "owner, status" })
	static class Ticket {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		Long id;

		String title;

		Status status = Status.OPEN;

		@ManyToOne
		@Nullable Owner owner;

		@ManyToMany
		Set<Label> labels = new HashSet<>();

		Ticket() {
		}

		Ticket(String title, @Nullable Owner owner) {
			this.title = title;
			this.owner = owner;
		}

		@PreUpdate
		void closeIfDone() {
			if (this.title.equals("done")) {
				this.status = Status.CLOSED;
			}
		}

	}

	@Entity(name = "Label")
	static class Label {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		Long id;

		String name;

		@ManyToMany(mappedBy = "labels")
		Set<Ticket> tickets = new HashSet<>();

		Label() {
		}

		Label(String name) {
			this.name = name;
		}

	}

	/** Has rows that do not know it, and rows in an order of its own. */
	@Entity(name = "Box")
	static class Box {

		@Id
		Long id;

		@OneToMany(cascade = CascadeType.PERSIST)
		@JoinColumn(name = "box_id")
		List<Item> items = new ArrayList<>();

		@ManyToMany
		@OrderColumn
		List<Item> favourites = new ArrayList<>();

		Box() {
		}

		Box(long id) {
			this.id = id;
		}

	}

	@Entity(name = "Item")
	static class Item {

		@Id
		Long id;

		Item() {
		}

		Item(long id) {
			this.id = id;
		}

	}

	/** Shows only the tasks that are not done. */
	@Entity(name = "Plan")
	static class Plan {

		@Id
		Long id;

		@OneToMany(mappedBy = "plan")
		@SQLRestriction("done = false")
		List<Task> open = new ArrayList<>();

		Plan() {
		}

		Plan(long id) {
			this.id = id;
		}

	}

	@Entity(name = "Task")
	static class Task {

		@Id
		Long id;

		boolean done;

		@ManyToOne
		@Nullable Plan plan;

		Task() {
		}

		Task(long id, @Nullable Plan plan) {
			this.id = id;
			this.plan = plan;
		}

	}

	@Embeddable
	static class SeatId implements Serializable {

		private static final long serialVersionUID = 1;

		String block;

		Integer number;

		SeatId() {
		}

		SeatId(String block, int number) {
			this.block = block;
			this.number = number;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof SeatId id && id.block.equals(this.block) && id.number.equals(this.number);
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.block, this.number);
		}

	}

	@Entity(name = "Seat")
	static class Seat {

		@EmbeddedId
		SeatId id;

		boolean taken;

		Seat() {
		}

		Seat(SeatId id) {
			this.id = id;
		}

	}

	@Entity(name = "Purchase")
	static class Purchase {

		@Id
		Long id;

		@OneToMany(mappedBy = "purchase")
		List<Line> lines = new ArrayList<>();

		@OneToMany(mappedBy = "party.purchase")
		List<Invoice> invoices = new ArrayList<>();

		@OneToMany(mappedBy = "id.purchase")
		List<Stay> stays = new ArrayList<>();

		Purchase() {
		}

		Purchase(long id) {
			this.id = id;
		}

	}

	static class LineId implements Serializable {

		private static final long serialVersionUID = 1;

		Long purchase;

		Integer position;

		@Override
		public boolean equals(Object other) {
			return other instanceof LineId id && id.purchase.equals(this.purchase) && id.position.equals(this.position);
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.purchase, this.position);
		}

	}

	/** Has the row that it belongs to in its id. */
	@Entity(name = "Line")
	@IdClass(LineId.class)
	static class Line {

		@Id
		@ManyToOne
		Purchase purchase;

		@Id
		Integer position;

		int amount;

		Line() {
		}

		Line(Purchase purchase, int position) {
			this.purchase = purchase;
			this.position = position;
		}

	}

	@Embeddable
	static class Party {

		@ManyToOne
		@Nullable Purchase purchase;

	}

	/** Has the row that it belongs to in an embedded object. */
	@Entity(name = "Invoice")
	static class Invoice {

		@Id
		Long id;

		Party party = new Party();

		Invoice() {
		}

		Invoice(long id, @Nullable Purchase purchase) {
			this.id = id;
			this.party.purchase = purchase;
		}

	}

	@Embeddable
	static class StayId implements Serializable {

		private static final long serialVersionUID = 1;

		Integer night;

		@ManyToOne
		Purchase purchase;

		@Override
		public boolean equals(Object other) {
			return other instanceof StayId id && id.night.equals(this.night) && id.purchase.id.equals(this.purchase.id);
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.night, this.purchase.id);
		}

	}

	/** Has the row that it belongs to in an object that is its id. */
	@Entity(name = "Stay")
	static class Stay {

		@EmbeddedId
		StayId id = new StayId();

		Stay() {
		}

		Stay(Purchase purchase, int night) {
			this.id.purchase = purchase;
			this.id.night = night;
		}

	}

	@Entity(name = "Animal")
	@Inheritance(strategy = InheritanceType.JOINED)
	@CachedEntity(scopes = "breed")
	static class Animal {

		@Id
		Long id;

		String name = "";

	}

	@Entity(name = "Dog")
	static class Dog extends Animal {

		String breed;

		Dog() {
		}

		Dog(long id, String breed) {
			this.id = id;
			this.breed = breed;
		}

	}

	@Entity(name = "Vehicle")
	@Inheritance(strategy = InheritanceType.SINGLE_TABLE)
	static class Vehicle {

		@Id
		Long id;

	}

	@Entity(name = "Car")
	static class Car extends Vehicle {

		int doors;

		Car() {
		}

		Car(long id) {
			this.id = id;
		}

	}

	@Entity(name = "Account")
	static class Account {

		@Id
		Long id;

		int balance;

		@Version
		int version;

		Account() {
		}

		Account(long id) {
			this.id = id;
		}

	}

	@Entity(name = "Folder")
	static class Folder {

		@Id
		Long id;

		Folder() {
		}

		Folder(long id) {
			this.id = id;
		}

	}

	/** Goes with its folder, by the database alone. */
	@Entity(name = "Page")
	static class Page {

		@Id
		Long id;

		@ManyToOne
		@OnDelete(action = OnDeleteAction.CASCADE)
		@Nullable Folder folder;

		Page() {
		}

		Page(long id, Folder folder) {
			this.id = id;
			this.folder = folder;
		}

	}

	/** Goes with its folder as well, which an embeddable names. */
	@Entity(name = "Sheet")
	static class Sheet {

		@Id
		Long id;

		@Embedded
		Place place = new Place();

		Sheet() {
		}

		Sheet(long id, Folder folder) {
			this.id = id;
			this.place.folder = folder;
		}

	}

	@Embeddable
	static class Place {

		@ManyToOne
		@OnDelete(action = OnDeleteAction.CASCADE)
		@Nullable Folder folder;

	}

	/** Has trailers by a table of their own. */
	@Entity(name = "Truck")
	static class Truck {

		@Id
		Long id;

		@OneToMany(mappedBy = "truck")
		List<Trailer> trailers = new ArrayList<>();

		Truck() {
		}

		Truck(long id) {
			this.id = id;
		}

	}

	@Entity(name = "Trailer")
	static class Trailer {

		@Id
		Long id;

		@ManyToOne
		@JoinTable(name = "truck_trailer")
		@Nullable Truck truck;

		Trailer() {
		}

		Trailer(long id, Truck truck) {
			this.id = id;
			this.truck = truck;
		}

	}

	interface Tickets extends JpaRepository<Ticket, Long> {

		@Modifying
		@Transactional
		@Query("update Ticket t set t.title = 'bulk' where t.status = :status")
		int rename(Status status);

		@Modifying
		@Transactional
		@Query(value = "delete from ticket_labels where labels_id = ?1", nativeQuery = true)
		int unlabel(long label);

	}

	interface Owners extends JpaRepository<Owner, Long> {

	}

}
