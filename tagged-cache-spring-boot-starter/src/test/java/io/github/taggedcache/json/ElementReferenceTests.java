package io.github.taggedcache.json;

import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonBackReference;
import com.fasterxml.jackson.annotation.JsonManagedReference;
import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.core.envelope.UndecodableException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Elements refer back to the object around their collection or map, whatever stands in
 * for the collection.
 */
class ElementReferenceTests {

	private final JsonCodec codec = new JsonCodec(BootMapper.with());

	@Test
	void elementOfACollectionRefersToItsOwner() throws UndecodableException {
		Kennel kennel = new Kennel();
		kennel.stays.add(new Stay(kennel));
		ValueType type = Catalogue.type(Kennel.class);
		Kennel back = (Kennel) this.codec.decode(ByteBuffer.wrap(this.codec.encode(kennel, type)), type);
		assertThat(back.stays).singleElement().satisfies((stay) -> assertThat(stay.kennel).isSameAs(back));
	}

	@Test
	void valueOfAMapRefersToItsOwner() throws UndecodableException {
		Calendar calendar = new Calendar();
		calendar.days.put(LocalDate.EPOCH, new Day(calendar));
		ValueType type = Catalogue.type(Calendar.class);
		Calendar back = (Calendar) this.codec.decode(ByteBuffer.wrap(this.codec.encode(calendar, type)), type);
		assertThat(back.days.get(LocalDate.EPOCH)).satisfies((day) -> assertThat(day.calendar).isSameAs(back));
	}

	static class Kennel {

		@JsonManagedReference
		final Collection<Stay> stays = new ArrayList<>();

	}

	static class Stay {

		@JsonBackReference
		@Nullable Kennel kennel;

		Stay() {
		}

		Stay(Kennel kennel) {
			this.kennel = kennel;
		}

	}

	static class Calendar {

		@JsonManagedReference
		final Map<LocalDate, Day> days = new LinkedHashMap<>();

	}

	static class Day {

		@JsonBackReference
		@Nullable Calendar calendar;

		Day() {
		}

		Day(Calendar calendar) {
			this.calendar = calendar;
		}

	}

}
