package io.github.taggedcache.json;

import java.io.File;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Calendar;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.Date;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Queue;
import java.util.Set;
import java.util.SimpleTimeZone;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonIdentityInfo;
import com.fasterxml.jackson.annotation.ObjectIdGenerators;
import io.github.taggedcache.json.Models.Animal;
import io.github.taggedcache.json.Models.Card;
import io.github.taggedcache.json.Models.Cash;
import io.github.taggedcache.json.Models.Cheque;
import io.github.taggedcache.json.Models.Derived;
import io.github.taggedcache.json.Models.Dog;
import io.github.taggedcache.json.Models.Level;
import io.github.taggedcache.json.Models.Pair;
import io.github.taggedcache.json.Models.Payment;
import io.github.taggedcache.json.Models.Point;
import io.github.taggedcache.json.Models.Truck;
import io.github.taggedcache.json.Models.Vehicle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.LongNode;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.SliceImpl;
import org.springframework.data.domain.Sort;
import org.springframework.data.projection.SpelAwareProxyProjectionFactory;
import org.springframework.util.LinkedCaseInsensitiveMap;

/**
 * Types of values that applications cache, and whether they come back.
 */
@SuppressWarnings({ "JavaUtilDate", "JdkObsolete", "UnnecessaryStringBuilder", "IdentityHashMapUsage" })
final class ValueTable {

	private final List<ValueRow> rows = new ArrayList<>();

	private ValueTable() {
	}

	static List<ValueRow> rows() {
		ValueTable table = new ValueTable();
		table.simple();
		table.time();
		table.platform();
		table.containers();
		table.maps();
		table.classes();
		table.springData();
		table.refusedContainers();
		table.refusedClasses();
		return table.rows;
	}

	private void simple() {
		stored(String.class, "\u0000 \u20ac \ud83d\ude00 \"");
		stored(Character.class, '\u20ac');
		stored(Boolean.class, true);
		stored(Byte.class, Byte.MIN_VALUE);
		stored(Short.class, Short.MAX_VALUE);
		stored(Integer.class, Integer.MIN_VALUE);
		stored(Long.class, Long.MAX_VALUE);
		stored(Float.class, Float.NaN);
		stored(Double.class, -0.0);
		stored(BigInteger.class, BigInteger.TEN.pow(5000));
		stored(BigDecimal.class, new BigDecimal("1.20E+7"));
		stored(UUID.class, new UUID(1, 2));
		stored(CharSequence.class, "text");
		stored(StringBuilder.class, new StringBuilder("text"));
		stored(char[].class, new char[] { 'a', '\u0000' });
		stored(byte[].class, new byte[] { 0, -1 });
		stored(short[].class, new short[] { 1, -1 });
		stored(int[].class, new int[] { 1, -1 });
		stored(long[].class, new long[] { 1, Long.MIN_VALUE });
		stored(float[].class, new float[] { 0.1f, Float.NaN });
		stored(double[].class, new double[] { 0.1, Double.NEGATIVE_INFINITY });
		stored(boolean[].class, new boolean[] { true, false });
		stored(int[][].class, new int[][] { { 1 }, {} });
		stored(String[].class, new String[] { "a", null });
		stored(Point[].class, new Point[] { new Point(1, 2, "a"), null });
		stored(Optional[].class, new Optional<?>[] { Optional.of(1), Optional.empty(), null });
		stored(Number.class, 5);
		stored(Object.class, "text");
		stored("natural JSON", new ParameterizedTypeReference<Map<String, Object>>() {
		}, Map.of("a", List.of(1, "b", true, Map.of("c", 1.5)), "d", Long.MAX_VALUE));
	}

	private void time() {
		stored(Instant.class, Instant.parse("2026-11-21T10:15:30.123456789Z"));
		stored(LocalDate.class, LocalDate.MAX);
		stored(LocalTime.class, LocalTime.MAX);
		stored(LocalDateTime.class, LocalDateTime.of(2026, 11, 21, 0, 0));
		stored(OffsetDateTime.class, OffsetDateTime.parse("2026-11-21T10:15:30+02:00"));
		stored(OffsetTime.class, OffsetTime.parse("10:15:30.000000001+02:00"));
		stored(ZonedDateTime.class, ZonedDateTime.parse("2026-10-25T02:30:00+01:00[Europe/Berlin]"));
		stored(Duration.class, Duration.ofSeconds(-1, 1));
		stored(Period.class, Period.of(1, -2, 30));
		stored(Year.class, Year.of(2026));
		stored(YearMonth.class, YearMonth.of(2026, 11));
		stored(MonthDay.class, MonthDay.of(2, 29));
		stored(ZoneId.class, ZoneId.of("Europe/Berlin"));
		stored("offset as zone", ZoneId.class, ZoneOffset.ofHours(2));
		stored(ZoneOffset.class, ZoneOffset.UTC);
		stored(DayOfWeek.class, DayOfWeek.FRIDAY);
		stored(Month.class, Month.MAY);
		stored(Date.class, new Date(1_234));
		stored("timestamp as date", Date.class, timestamp());
		stored("SQL date as date", Date.class, new java.sql.Date(86_400_000));
		stored(Timestamp.class, timestamp());
		stored(java.sql.Date.class, new java.sql.Date(1_234));
		stored(java.sql.Time.class, new java.sql.Time(1_234));
		stored(Calendar.class, calendar());
		stored(GregorianCalendar.class, calendar());
	}

	private static Timestamp timestamp() {
		Timestamp timestamp = new Timestamp(1_000);
		timestamp.setNanos(123_456_789);
		return timestamp;
	}

	private static GregorianCalendar calendar() {
		GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone("America/New_York"), Locale.ROOT);
		calendar.setTimeInMillis(1_234);
		calendar.setFirstDayOfWeek(Calendar.MONDAY);
		calendar.setMinimalDaysInFirstWeek(4);
		calendar.setLenient(false);
		return calendar;
	}

	private void platform() {
		stored(Locale.class, Locale.GERMANY);
		stored("locale with script", Locale.class, Locale.forLanguageTag("sr-Latn-RS"));
		stored("empty locale", Locale.class, Locale.ROOT);
		stored("locale with variant", Locale.class, new Locale("no", "NO", "NY"));
		stored("locale with extension", Locale.class, new Locale("ja", "JP", "JP"));
		stored("locale of any text", Locale.class, new Locale("x", "1", "a b"));
		stored(TimeZone.class, TimeZone.getTimeZone("Europe/Berlin"));
		TimeZone named = TimeZone.getTimeZone("Europe/Berlin");
		named.setID("Asia/Tokyo");
		refused("time zone with the name of another one", TimeZone.class, named, Obstacle.NOT_WRITTEN);
		refused("time zone of its own", TimeZone.class, new SimpleTimeZone(3_600_000, "Europe/Berlin"),
				Obstacle.NOT_WRITTEN);
		stored(Currency.class, Currency.getInstance("EUR"));
		stored(URI.class, URI.create("http://example.org/a?b=%20c#d"));
		stored(URL.class, url());
		stored(Pattern.class, Pattern.compile("a.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL));
		stored(InetAddress.class, address(null));
		stored("named address", InetAddress.class, address("unknown.invalid"));
		stored(InetSocketAddress.class, new InetSocketAddress(address("unknown.invalid"), 80));
		stored("unresolved address", InetSocketAddress.class, InetSocketAddress.createUnresolved("x.invalid", 80));
		stored(File.class, new File("a/b c"));
		stored(Path.class, Path.of("/a/b c"));
		stored("relative path", Path.class, Path.of("b/../c"));
		refused("path of another file system", Path.class, jrtPath(), Obstacle.CLOSED_TYPE);
		stored("address with a scope", InetAddress.class, scopedAddress());
		stored(Charset.class, StandardCharsets.UTF_16);
		stored(Class.class, Map.Entry.class);
		stored("class of a primitive", Class.class, int.class);
		stored(AtomicInteger.class, new AtomicInteger(7));
		stored(AtomicLong.class, new AtomicLong(Long.MIN_VALUE));
		stored(AtomicBoolean.class, new AtomicBoolean(true));
		stored("reference", new ParameterizedTypeReference<AtomicReference<Point>>() {
		}, new AtomicReference<>(new Point(1, 2, "a")));
		stored("empty reference", new ParameterizedTypeReference<AtomicReference<Point>>() {
		}, new AtomicReference<>());
		stored(BitSet.class, BitSet.valueOf(new long[] { 5, 1 }));
		stored(ByteBuffer.class, ByteBuffer.wrap(new byte[] { 1, 2, 3 }));
		stored("optional", new ParameterizedTypeReference<Optional<Point>>() {
		}, Optional.of(new Point(1, 2, "a")));
		stored("empty optional", new ParameterizedTypeReference<Optional<Point>>() {
		}, Optional.empty());
		stored("optional of optional", new ParameterizedTypeReference<Optional<Optional<String>>>() {
		}, Optional.of(Optional.empty()));
		stored(OptionalInt.class, OptionalInt.of(7));
		stored(OptionalLong.class, OptionalLong.empty());
		stored(OptionalDouble.class, OptionalDouble.of(Double.NaN));
		stored(JsonNode.class, JsonMapper.shared().readTree("{\"a\":[1,null,12345678901,1.5,\"x\"]}"));
		stored("null node", JsonNode.class, JsonMapper.shared().readTree("null"));
		refused("long node", JsonNode.class, LongNode.valueOf(1), Obstacle.UNTYPED);
	}

	private static Path jrtPath() {
		return Path.of(URI.create("jrt:/java.base"));
	}

	private static InetAddress scopedAddress() {
		try {
			byte[] bytes = new byte[16];
			bytes[0] = (byte) 0xfe;
			bytes[1] = (byte) 0x80;
			return Inet6Address.getByAddress(null, bytes, 7);
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static URL url() {
		try {
			return URI.create("http://example.org/a").toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static InetAddress address(String host) {
		try {
			return InetAddress.getByAddress(host, new byte[] { 10, 0, 0, 1 });
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void containers() {
		stored("list", new ParameterizedTypeReference<List<Point>>() {
		}, Arrays.asList(new Point(1, 2, "a"), null));
		stored("linked list", new ParameterizedTypeReference<LinkedList<Integer>>() {
		}, new LinkedList<>(List.of(1, 2)));
		stored("set in order", new ParameterizedTypeReference<Set<String>>() {
		}, new LinkedHashSet<>(List.of("zebra", "ant", "mouse")));
		stored("sorted set", new ParameterizedTypeReference<SortedSet<String>>() {
		}, new TreeSet<>(List.of("b", "a")));
		stored("sorted set as set", new ParameterizedTypeReference<Set<Integer>>() {
		}, new TreeSet<>(List.of(3, 1)));
		stored("reversed set as set", new ParameterizedTypeReference<Set<Integer>>() {
		}, reversed());
		stored("collection of a list", new ParameterizedTypeReference<Collection<Point>>() {
		}, List.of(new Point(1, 2, "a")));
		stored("collection of a set", new ParameterizedTypeReference<Collection<String>>() {
		}, new LinkedHashSet<>(List.of("b", "a")));
		stored("iterable", new ParameterizedTypeReference<Iterable<String>>() {
		}, List.of("a"));
		stored("deque", new ParameterizedTypeReference<Deque<String>>() {
		}, new ArrayDeque<>(List.of("b", "a")));
		stored("priority queue", new ParameterizedTypeReference<PriorityQueue<Integer>>() {
		}, new PriorityQueue<>(List.of(1, 2)));
		stored("enum set", new ParameterizedTypeReference<EnumSet<Level>>() {
		}, EnumSet.of(Level.HIGH));
		stored("empty enum set", new ParameterizedTypeReference<EnumSet<Level>>() {
		}, EnumSet.noneOf(Level.class));
		stored("nested generics",
				new ParameterizedTypeReference<List<Map<String, Pair<Set<Point>, Optional<Cash>>>>>() {
				},
				List.of(Map.of("a", new Pair<>(Set.of(new Point(1, 2, "a")), Optional.of(new Cash(BigDecimal.TEN))))));
	}

	private static Set<Integer> reversed() {
		Set<Integer> set = new TreeSet<>(Comparator.reverseOrder());
		set.addAll(List.of(1, 2, 3));
		return set;
	}

	private void maps() {
		stored("map in order", new ParameterizedTypeReference<Map<String, Point>>() {
		}, new LinkedHashMap<>(Map.of("z", new Point(1, 2, "a"))));
		stored("hash map", new ParameterizedTypeReference<HashMap<Integer, String>>() {
		}, new HashMap<>(Map.of(1, "a")));
		stored("sorted map", new ParameterizedTypeReference<SortedMap<Long, String>>() {
		}, new TreeMap<>(Map.of(2L, "b", 1L, "a")));
		stored("navigable map of dates", new ParameterizedTypeReference<NavigableMap<LocalDate, String>>() {
		}, new TreeMap<>(Map.of(LocalDate.EPOCH, "a")));
		stored("concurrent map", new ParameterizedTypeReference<ConcurrentMap<String, Integer>>() {
		}, new ConcurrentHashMap<>(Map.of("a", 1)));
		stored("map of an enum", new ParameterizedTypeReference<Map<Level, Integer>>() {
		}, new LinkedHashMap<>(Map.of(Level.HIGH, 1)));
		stored("enum map", new ParameterizedTypeReference<EnumMap<Level, Integer>>() {
		}, new EnumMap<>(Map.of(Level.HIGH, 1)));
		stored("map of records", new ParameterizedTypeReference<Map<Cash, Point>>() {
		}, Map.of(new Cash(new BigDecimal("1.50")), new Point(1, 2, "a")));
		stored("map of timestamps", new ParameterizedTypeReference<Map<Timestamp, String>>() {
		}, Map.of(timestamp(), "a"));
		stored("map of doubles", new ParameterizedTypeReference<Map<Double, String>>() {
		}, Map.of(Double.NaN, "a"));
		stored("map with a null key", new ParameterizedTypeReference<Map<LocalDate, String>>() {
		}, new HashMap<>(Collections.singletonMap(null, "a")));
		stored("map of objects", new ParameterizedTypeReference<Map<Object, Integer>>() {
		}, Map.of(1, 1));
		stored("entry", new ParameterizedTypeReference<Map.Entry<LocalDate, Integer>>() {
		}, Map.entry(LocalDate.EPOCH, 1));
		stored("entry by its class", new ParameterizedTypeReference<AbstractMap.SimpleImmutableEntry<String, Cash>>() {
		}, new AbstractMap.SimpleImmutableEntry<>("a", new Cash(BigDecimal.ONE)));
		Properties properties = new Properties();
		properties.setProperty("a", "b");
		stored(Properties.class, properties);
	}

	private void classes() {
		stored(Cash.class, new Cash(new BigDecimal("1.50")));
		stored(Models.WithOptional.class,
				new Models.WithOptional(Optional.empty(), Optional.of(Optional.empty()), Instant.MAX));
		stored(Point.class, new Point(1, 2, "a"));
		stored("generic class", new ParameterizedTypeReference<Derived<List<Cash>>>() {
		}, new Derived<>("a", 1, List.of(new Cash(BigDecimal.ONE))));
		stored(Models.Entity.class, Models.Entity.of(7, "a", "b"));
		stored(Models.Built.class, new Models.Built.Builder().name("Ada").age(36).build());
		stored(Models.Email.class, new Models.Email("ada@example.org"));
		stored(Models.Renamed.class, new Models.Renamed("Ada", 36));
		stored(Models.Parsed.class, new Models.Parsed("1.50 EUR"));
		stored(Level.class, Level.LOW);
		stored("enum with a body", Level.class, Level.HIGH);
		stored("record behind type information", Payment.class, new Cash(BigDecimal.ONE));
		stored("class behind type information", Payment.class, new Card("1"));
		stored(Models.Garage.class, new Models.Garage());
		Models.Person person = new Models.Person("Ada");
		person.friends.add(person);
		stored("cycle with identity", Models.Person.class, person);
		Models.Owner owner = new Models.Owner("Ada");
		owner.add("Leo");
		stored(Models.Owner.class, owner);
		stored("pet without owner", Models.Pet.class, new Models.Pet("Leo", null));
		stored(Models.Trimmed.class, new Models.Trimmed("a"));
		stored(Models.Closed.class, new Models.Closed(null, null, null, null));
		stored(Models.Sorted.class, Models.Sorted.of(null));
	}

	private void springData() {
		Sort sort = Sort.by(Sort.Order.desc("a").ignoreCase().nullsLast(), Sort.Order.asc("b"));
		stored(Sort.class, sort);
		stored("unsorted", Sort.class, Sort.unsorted());
		stored(PageRequest.class, PageRequest.of(2, 10, sort));
		stored(Pageable.class, PageRequest.of(2, 10));
		stored("unpaged", Pageable.class, Pageable.unpaged(sort));
		stored("page", new ParameterizedTypeReference<Page<Point>>() {
		}, new PageImpl<>(List.of(new Point(1, 2, "a")), PageRequest.of(2, 10, sort), 21));
		stored("page by its class", new ParameterizedTypeReference<PageImpl<Cash>>() {
		}, new PageImpl<>(List.of(new Cash(BigDecimal.ONE))));
		stored("empty page", new ParameterizedTypeReference<Page<Point>>() {
		}, Page.empty());
		stored("slice", new ParameterizedTypeReference<Slice<Point>>() {
		}, new SliceImpl<>(List.of(new Point(1, 2, "a")), PageRequest.of(0, 1), true));
		stored("page as slice", new ParameterizedTypeReference<Slice<Point>>() {
		}, new PageImpl<>(List.of(new Point(1, 2, "a"))));
	}

	private void refusedContainers() {
		SortedSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		names.add("a");
		refused("comparator", new ParameterizedTypeReference<SortedSet<String>>() {
		}, names, Obstacle.COMPARATOR);
		refused("comparator behind a set", new ParameterizedTypeReference<Set<String>>() {
		}, names, Obstacle.COMPARATOR);
		refused("comparator of a map", new ParameterizedTypeReference<Map<String, String>>() {
		}, new TreeMap<>(String.CASE_INSENSITIVE_ORDER), Obstacle.COMPARATOR);
		refused("reversed set", new ParameterizedTypeReference<SortedSet<Integer>>() {
		}, reversed(), Obstacle.COMPARATOR);
		refused("comparator of a queue", new ParameterizedTypeReference<PriorityQueue<Integer>>() {
		}, new PriorityQueue<>(Comparator.reverseOrder()), Obstacle.COMPARATOR);
		refused("priority queue as queue", new ParameterizedTypeReference<Queue<Integer>>() {
		}, new PriorityQueue<>(List.of(1)), Obstacle.COLLECTION);
		refused("identity map", new ParameterizedTypeReference<Map<String, String>>() {
		}, new IdentityHashMap<>(Map.of("a", "b")), Obstacle.COLLECTION);
		LinkedCaseInsensitiveMap<String> row = new LinkedCaseInsensitiveMap<>();
		row.put("ID", "1");
		refused("row of JdbcTemplate", new ParameterizedTypeReference<Map<String, String>>() {
		}, row, Obstacle.COLLECTION);
		refused("iterable class", new ParameterizedTypeReference<Iterable<String>>() {
		}, new Names(), Obstacle.COLLECTION);
		Set<String> identities = Collections.newSetFromMap(new IdentityHashMap<>());
		identities.addAll(List.of("a", new String("a")));
		refused("set by identity", new ParameterizedTypeReference<Set<String>>() {
		}, identities, Obstacle.NOT_READ);
		refused("set that tells elements apart by a transient field", new ParameterizedTypeReference<Set<Tag>>() {
		}, new LinkedHashSet<>(List.of(new Tag("a", 1), new Tag("a", 2))), Obstacle.NOT_READ);
		refused("map that tells keys apart by a transient field", new ParameterizedTypeReference<Map<Tag, String>>() {
		}, Map.of(new Tag("a", 1), "x", new Tag("a", 2), "x"), Obstacle.NOT_READ);
		Properties defaults = new Properties();
		defaults.setProperty("a", "b");
		refused("properties among objects", Object.class, new Properties(defaults), Obstacle.UNTYPED);
		refused("blocking queue", new ParameterizedTypeReference<BlockingQueue<String>>() {
		}, new LinkedBlockingQueue<>(List.of("a")), Obstacle.SUBCLASS);
		refused("two objects of one identity", new ParameterizedTypeReference<List<Identified>>() {
		}, List.of(new Identified(1, "x"), new Identified(1, "y")), Obstacle.IDENTITY);
		refused("list with fields", Models.Basket.class, new Models.Basket(), Obstacle.COLLECTION);
		refused("class of a list", new ParameterizedTypeReference<ArrayList<String>>() {
		}, new Models.Basket(), Obstacle.SUBCLASS);
		refused("array of a subclass", Vehicle[].class, new Truck[0], Obstacle.SUBCLASS);
		refused("set among objects", Object.class, Set.of("a"), Obstacle.UNTYPED);
		refused("record among objects", Object.class, new Cash(BigDecimal.ONE), Obstacle.UNTYPED);
		refused("long as number", Number.class, 1L, Obstacle.UNTYPED);
		refused("decimal as number", Number.class, BigDecimal.ONE, Obstacle.UNTYPED);
	}

	private void refusedClasses() {
		refused("interface projection", Models.OwnerView.class,
				new SpelAwareProxyProjectionFactory().createProjection(Models.OwnerView.class, Map.of("name", "Ada")),
				Obstacle.PROJECTION);
		refused("subclass", Vehicle.class, new Truck(), Obstacle.SUBCLASS);
		refused("anonymous class", Vehicle.class, new Vehicle() {
		}, Obstacle.INNER_CLASS);
		refused("sealed type", Animal.class, new Dog("a"), Obstacle.SEALED);
		refused("subtype without a name", Payment.class, new Cheque("a"), Obstacle.NOT_READ);
		refused("inner class", Models.Inner.class, Models.inner(), Obstacle.INNER_CLASS);
		refused("shadowed field", Models.Shadowing.class, new Models.Shadowing(), Obstacle.SHADOWED_FIELD);
		refused("exception", Models.Failure.class, new Models.Failure(), Obstacle.CLOSED_TYPE);
		refused("thread", Thread.class, Thread.currentThread(), Obstacle.CLOSED_TYPE);
		refused("property of a closed type", Models.Closed.class,
				new Models.Closed(Thread.currentThread(), null, null, null), Obstacle.CLOSED_TYPE);
		Supplier<String> supplier = () -> "a";
		refused("lambda", Models.Closed.class, new Models.Closed(null, null, supplier, null), Obstacle.GENERATED_CLASS);
		Models.Node node = new Models.Node("a");
		node.next = new Models.Node("b");
		node.next.children.add(node);
		refused("cycle", Models.Node.class, node, Obstacle.CYCLE);
		refused("back reference", Models.Pet.class, new Models.Owner("Ada").add("Leo"), Obstacle.DETACHED);
	}

	private void stored(Class<?> type, Object value) {
		stored(type.getSimpleName(), type, value);
	}

	private void stored(String name, ParameterizedTypeReference<?> type, Object value) {
		stored(name, type.getType(), value);
	}

	private void stored(String name, Type type, Object value) {
		this.rows.add(new ValueRow(name, type, value, null));
	}

	private void refused(String name, ParameterizedTypeReference<?> type, Object value, Obstacle obstacle) {
		refused(name, type.getType(), value, obstacle);
	}

	private void refused(String name, Type type, Object value, Obstacle obstacle) {
		this.rows.add(new ValueRow(name, type, value, obstacle.kind()));
	}

	static final class Names implements Iterable<String> {

		@Override
		public Iterator<String> iterator() {
			return List.of("a").iterator();
		}

	}

	@JsonIdentityInfo(generator = ObjectIdGenerators.PropertyGenerator.class, property = "id")
	record Identified(int id, String name) {

	}

	static final class Tag {

		private final String name;

		private final transient int number;

		Tag(String name, int number) {
			this.name = name;
			this.number = number;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Tag tag && tag.name.equals(this.name) && tag.number == this.number;
		}

		@Override
		public int hashCode() {
			return this.name.hashCode();
		}

	}

}
