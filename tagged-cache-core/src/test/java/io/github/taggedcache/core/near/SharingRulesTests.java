package io.github.taggedcache.core.near;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Currency;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which values may be shared, copied, or must be decoded for each caller.
 */
@SuppressWarnings({ "JavaUtilDate", "ArrayRecordComponent" }) // what applications cache
class SharingRulesTests {

	static final List<Object> IMMUTABLE = List.of("text", 1, 1L, (short) 1, (byte) 1, 1.5f, 1.5, 'c', true,
			BigDecimal.TEN, BigInteger.TWO, UUID.randomUUID(), URI.create("a:b"), Locale.ROOT,
			Currency.getInstance("EUR"), Instant.EPOCH, LocalDate.EPOCH, Duration.ZERO, ZoneId.of("Europe/Berlin"),
			ZonedDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneId.of("Europe/Berlin")), TimeUnit.DAYS, WithBody.ONE,
			new Point(1, 2), new Line(new Point(1, 2), null), new Amount(BigDecimal.ONE, Currency.getInstance("EUR")),
			new FinalFields("a"));

	static final List<Object> SHARED_BY_LOOKING = List.of(new Names(List.of("a")), new Names(Collections.emptyList()),
			new Names(Collections.unmodifiableList(new ArrayList<>(List.of("a")))), new Holder("text"),
			new Holder(null), new Holder(Optional.of("a")), new Holder(Map.of("a", new Point(1, 2))),
			new Holder(Set.of(1)), new Node(new Node(null)), List.of("a"), Map.of("a", List.of(1)), Optional.of("a"));

	static final List<Arguments> COPIED = arguments(new ArrayList<>(List.of("a")), new HashSet<>(Set.of(1)),
			new LinkedHashSet<>(Set.of(1)), new TreeSet<>(Set.of(1)), new ArrayDeque<>(List.of(1)),
			new HashMap<>(Map.of("a", 1)), new LinkedHashMap<>(Map.of("a", 1)), new TreeMap<>(Map.of("a", 1)),
			new ArrayList<>(List.of(new Point(1, 2), new Names(List.of("a")))), new byte[] { 1 }, new int[] { 1 },
			new String[] { "a" }, new Point[] { new Point(1, 2) });

	static final List<Arguments> DECODED = arguments(new Object(), new Date(), new AtomicInteger(), new Bean("a"),
			new ArrayList<>(List.of(new Bean("a"))), new ArrayList<>(List.of(new ArrayList<>())),
			new HashMap<>(Map.of("a", new Date())), new Names(new ArrayList<>()), new Names(Arrays.asList("a")),
			new Holder(new Bean("a")), new Holder(new int[0]), new Holder(Optional.of(new Date())),
			new Holder(List.of(new Date())), new Holder(new Names(new ArrayList<>())), new Bytes(new byte[0]),
			new SubList(), new Transient("a"), new HalfFinal("a"), new int[][] { { 1 } }, List.of(new Date()),
			deep(100), new IllegalStateException("a"));

	private final SharingRules rules = new SharingRules();

	@ParameterizedTest
	@FieldSource("IMMUTABLE")
	void classOfImmutableValuesDecidesAlone(Object value) {
		assertThat(this.rules.isImmutable(value.getClass())).isTrue();
		assertThat(this.rules.of(value)).isEqualTo(Sharing.SHARED);
	}

	@ParameterizedTest
	@FieldSource("SHARED_BY_LOOKING")
	void valueIsSharedWhoseClassLeavesItOpen(Object value) {
		assertThat(this.rules.isImmutable(value.getClass())).isFalse();
		assertThat(this.rules.of(value)).isEqualTo(Sharing.SHARED);
	}

	@ParameterizedTest
	@FieldSource("COPIED")
	void containerOfImmutableValuesIsCopied(Object value) {
		assertThat(this.rules.isImmutable(value.getClass())).isFalse();
		assertThat(this.rules.of(value)).isEqualTo(Sharing.COPIED);
	}

	@ParameterizedTest
	@FieldSource("COPIED")
	void copyEqualsWhatItIsOf(Object value) {
		Object copy = this.rules.copy(value);
		assertThat(copy).isNotSameAs(value).hasSameClassAs(value);
		assertThat(copy).usingRecursiveComparison().isEqualTo(value);
	}

	@ParameterizedTest
	@FieldSource("DECODED")
	void valueThatSomebodyCouldChangeIsDecoded(Object value) {
		assertThat(this.rules.isImmutable(value.getClass())).isFalse();
		assertThat(this.rules.of(value)).isEqualTo(Sharing.DECODED);
	}

	@Test
	void recordThatHoldsItsOwnKindIsLookedAt() {
		assertThat(this.rules.of(deep(10))).isEqualTo(Sharing.SHARED);
	}

	/**
	 * So that an array is one argument.
	 */
	private static List<Arguments> arguments(Object... values) {
		return Stream.of(values).map((value) -> Arguments.of(value)).toList();
	}

	private static Node deep(int depth) {
		return Stream.iterate(new Node(null), Node::new).skip(depth).findFirst().orElseThrow();
	}

	enum WithBody {

		ONE {
			@Override
			int number() {
				return 1;
			}
		};

		abstract int number();

	}

	record Point(int x, int y) {

	}

	record Line(Point from, @Nullable Point to) {

	}

	record Amount(BigDecimal value, Currency currency) {

	}

	record Names(List<String> names) {

	}

	record Holder(@Nullable Object content) {

	}

	record Node(@Nullable Node next) {

	}

	record Bytes(byte[] bytes) {

	}

	static class FinalFields {

		private final String name;

		FinalFields(String name) {
			this.name = name;
		}

		String name() {
			return this.name;
		}

	}

	static class HalfFinal extends FinalFields {

		String more = "";

		HalfFinal(String name) {
			super(name);
		}

	}

	static class Transient {

		private final transient String name;

		Transient(String name) {
			this.name = name;
		}

		String name() {
			return this.name;
		}

	}

	static class Bean {

		String name;

		Bean(String name) {
			this.name = name;
		}

	}

	static class SubList extends ArrayList<String> {

	}

}
