package io.github.taggedcache.json;

import java.util.List;

import io.github.taggedcache.core.codec.UnstorableValueException;
import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.type.ParameterizedValueType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A value that is refused at first is refused also after an absent one and after one that
 * came back.
 */
class LaterValueTests {

	private final JsonCodec codec = new JsonCodec(BootMapper.with());

	@ParameterizedTest
	@MethodSource
	void refusedPropertyIsRefusedLaterToo(ValueRow row) {
		ValueType type = Catalogue.type(new ParameterizedValueType(Models.Holder.class, List.of(row.type())));
		this.codec.encode(new Models.Holder<@Nullable Object>(null), type);
		ValueTable.rows()
			.stream()
			.filter((other) -> other.kind() == null && other.type().equals(row.type()))
			.forEach((other) -> this.codec.encode(new Models.Holder<>(other.value()), type));
		assertThatExceptionOfType(UnstorableValueException.class)
			.isThrownBy(() -> this.codec.encode(new Models.Holder<>(row.value()), type));
	}

	static List<ValueRow> refusedPropertyIsRefusedLaterToo() {
		return ValueTable.rows().stream().filter((row) -> row.kind() != null).toList();
	}

}
