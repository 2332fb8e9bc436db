package io.github.taggedcache.json;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.taggedcache.core.codec.ValueType;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ParameterizedTypeReference;

/**
 * Types as applications declare them.
 */
final class Catalogue {

	private Catalogue() {
	}

	static ValueType type(Type type) {
		return ValueType.of(type, "com.example.Catalogue.find(long)");
	}

	static ValueType type(ParameterizedTypeReference<?> type) {
		return type(type.getType());
	}

	static Article article(long id) {
		return new Article(id, "Größe und \u20ac " + id, new BigDecimal("12.50"), Status.PUBLISHED,
				Optional.of("subtitle"), null, List.of("a", "b"), Map.of("x", 1L),
				Instant.parse("2026-11-21T10:15:30.123456789Z"), LocalDate.of(2026, 11, 21),
				OffsetDateTime.parse("2026-11-21T10:15:30+02:00"),
				ZonedDateTime.parse("2026-10-25T02:30:00+01:00[Europe/Berlin]"));
	}

	enum Status {

		DRAFT, PUBLISHED {
			@Override
			public String toString() {
				return "public";
			}
		}

	}

	record Article(long id, String title, BigDecimal price, Status status, Optional<String> subtitle,
			@Nullable Integer rank, List<String> keywords, Map<String, Long> counts, Instant updated, LocalDate day,
			OffsetDateTime offset, ZonedDateTime zoned) {

	}

	record Page<T>(List<T> items, int number, long total) {

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
	@JsonSubTypes({ @JsonSubTypes.Type(value = Circle.class, name = "circle"),
			@JsonSubTypes.Type(value = Square.class, name = "square") })
	sealed interface Shape permits Circle, Square {

	}

	record Circle(double radius) implements Shape {

	}

	record Square(double side) implements Shape {

	}

	sealed interface Animal permits Dog, Cat {

	}

	record Dog(String name) implements Animal {

	}

	record Cat(String name) implements Animal {

	}

	static class Vehicle {

		public String name = "a";

	}

	static class Truck extends Vehicle {

		public int load = 1;

	}

}
