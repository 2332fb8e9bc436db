package io.github.taggedcache.json;

import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

import io.github.taggedcache.core.codec.UnstorableValueException;
import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.core.envelope.UndecodableException;
import io.github.taggedcache.json.Models.Holder;
import io.github.taggedcache.type.ParameterizedValueType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What one node stored and another one reads is equal, or the first one says why not.
 */
class ValueTableTests {

	private static final JsonCodec WRITER = new JsonCodec(BootMapper.with());

	private static final JsonCodec READER = new JsonCodec(BootMapper.with());

	static List<ValueRow> rows() {
		return ValueTable.rows();
	}

	@Test
	void tableHasAtLeastEightyTypes() {
		assertThat(rows().stream().map(ValueRow::type).distinct().count()).isGreaterThanOrEqualTo(80);
	}

	@ParameterizedTest
	@MethodSource("rows")
	void valueComesBackOrIsRefused(ValueRow row) throws UndecodableException {
		check(row, row.type(), row.value(), "");
	}

	@ParameterizedTest
	@MethodSource("rows")
	void propertyComesBackOrIsRefused(ValueRow row) throws UndecodableException {
		check(row, new ParameterizedValueType(Holder.class, List.of(row.type())), new Holder<>(row.value()),
				"Holder.value");
	}

	@ParameterizedTest
	@MethodSource("rows")
	void elementComesBackOrIsRefused(ValueRow row) throws UndecodableException {
		check(row, new ParameterizedValueType(List.class, List.of(row.type())), Arrays.asList(null, row.value()),
				"List[1]");
	}

	@ParameterizedTest
	@MethodSource("rows")
	void absentPropertyStaysAbsent(ValueRow row) throws UndecodableException {
		ValueType type = Catalogue.type(new ParameterizedValueType(Holder.class, List.of(row.type())));
		Holder<?> value = new Holder<>(null);
		assertThat(READER.decode(ByteBuffer.wrap(WRITER.encode(value, type)), type)).isEqualTo(value);
	}

	private static void check(ValueRow row, Type declared, Object value, String path) throws UndecodableException {
		ValueType type = Catalogue.type(declared);
		if (row.kind() == null) {
			String before = Canonical.text(value);
			for (int i = 0; i < 2; i++) {
				Object back = READER.decode(ByteBuffer.wrap(WRITER.encode(value, type)), type);
				assertThat(Canonical.text(back)).isEqualTo(before);
			}
			return;
		}
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(UnstorableValueException.class).isThrownBy(() -> WRITER.encode(value, type))
				.withMessageContaining(path)
				.satisfies((ex) -> assertThat(ex.kind()).as(ex.getMessage()).isEqualTo(row.kind()));
		}
	}

}
