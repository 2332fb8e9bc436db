package io.github.taggedcache.json;

import java.io.File;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Calendar;
import java.util.Collection;
import java.util.Collections;
import java.util.GregorianCalendar;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.type.TypeFactory;

import org.springframework.util.ClassUtils;

/**
 * Types of the JDK of which Jackson's own form says less than the object.
 */
final class JdkStandIns {

	private static final Set<Class<?>> ENTRIES = Set.of(Map.Entry.class, AbstractMap.SimpleEntry.class,
			AbstractMap.SimpleImmutableEntry.class);

	private static final Set<Class<?>> BARE_COLLECTIONS = Set.of(Collection.class, Iterable.class);

	private JdkStandIns() {
	}

	static List<StandIn> all() {
		return List.of(
				// An Optional and an absent one are two things, as are two empty ones in
				// each other
				holder(Optional.class, (optional) -> ((Optional<?>) optional).<List<?>>map(List::of).orElse(List.of()),
						(list) -> list.stream().findFirst()),
				holder(AtomicReference.class, (reference) -> Collections.singletonList(reference.get()),
						(list) -> new AtomicReference<>(list.get(0))),
				StandIn.of(OptionalInt.class, int[].class, (value) -> value.stream().toArray(),
						(array) -> Arrays.stream(array).findFirst()),
				StandIn.of(OptionalLong.class, long[].class, (value) -> value.stream().toArray(),
						(array) -> Arrays.stream(array).findFirst()),
				StandIn.of(OptionalDouble.class, double[].class, (value) -> value.stream().toArray(),
						(array) -> Arrays.stream(array).findFirst()),
				// Jackson writes the absolute path on this node
				StandIn.of(File.class, String.class, File::getPath, File::new),
				StandIn.of(Path.class, String.class, JdkStandIns::textOf, Path::of),
				StandIn.of(TimeZone.class, String.class, JdkStandIns::idOf, TimeZone::getTimeZone),
				StandIn.of(BitSet.class, long[].class, BitSet::toLongArray, BitSet::valueOf),
				StandIn.of(Pattern.class, PatternForm.class,
						(pattern) -> new PatternForm(pattern.pattern(), pattern.flags()),
						(form) -> Pattern.compile(form.pattern(), form.flags())),
				StandIn.of(Locale.class, LocaleForm.class, LocaleForm::of, LocaleForm::toLocale),
				new StandIn((type) -> type.hasRawClass(Calendar.class) || type.hasRawClass(GregorianCalendar.class),
						(type, types) -> types.constructType(CalendarForm.class),
						(calendar, type) -> CalendarForm.of((Calendar) calendar),
						(form, type) -> ((CalendarForm) form).toCalendar()),
				new StandIn((type) -> type.isTypeOrSubTypeOf(InetAddress.class),
						(type, types) -> types.constructType(AddressForm.class),
						(address, type) -> AddressForm.of((InetAddress) address),
						(form, type) -> ((AddressForm) form).toAddress()),
				StandIn.of(InetSocketAddress.class, SocketForm.class, SocketForm::of, SocketForm::toAddress),
				new StandIn((type) -> type.hasRawClass(Class.class), (type, types) -> types.constructType(String.class),
						(type, declared) -> ((Class<?>) type).getName(),
						(name, declared) -> ClassUtils.resolveClassName((String) name, null)),
				new StandIn((type) -> BARE_COLLECTIONS.contains(type.getRawClass()), CollectionForm::type,
						(elements, type) -> CollectionForm.of((Iterable<?>) elements),
						(form, type) -> ((CollectionForm<?>) form).toCollection()),
				new StandIn((type) -> ENTRIES.contains(type.getRawClass()), EntryForm::type,
						(entry, type) -> EntryForm.of((Map.Entry<?, ?>) entry),
						(form, type) -> ((EntryForm<?, ?>) form).toEntry(type)));
	}

	@SuppressWarnings("unchecked")
	private static <T> StandIn holder(Class<T> holder, Function<T, List<?>> store, Function<List<?>, T> restore) {
		return new StandIn((type) -> type.hasRawClass(holder),
				(type, types) -> types.constructCollectionType(List.class, contentOf(type)),
				(value, type) -> store.apply((T) value), (list, type) -> restore.apply((List<?>) list));
	}

	private static JavaType contentOf(JavaType type) {
		JavaType content = type.getContentType();
		return (content != null) ? content : type.containedTypeOrUnknown(0);
	}

	private static String textOf(Path path) {
		if (path.getFileSystem() != FileSystems.getDefault()) {
			throw new ObstacleException(Obstacle.CLOSED_TYPE,
					"is a path of another file system than the default one, and would become a path of that");
		}
		return path.toString();
	}

	private static String idOf(TimeZone zone) {
		if (!TimeZone.getTimeZone(zone.getID()).equals(zone)) {
			throw new ObstacleException(Obstacle.NOT_WRITTEN,
					"the time zone %s has rules that its name does not tell".formatted(zone.getID()));
		}
		return zone.getID();
	}

	record PatternForm(String pattern, int flags) {

	}

	/**
	 * A locale by its parts. A language tag stands for them only where there is a script
	 * or an extension: it replaces some of the parts and leaves others out.
	 */
	record LocaleForm(String language, String country, String variant, @Nullable String tag) {

		static LocaleForm of(Locale locale) {
			LocaleForm parts = new LocaleForm(locale.getLanguage(), locale.getCountry(), locale.getVariant(), null);
			LocaleForm form = parts.toLocale().equals(locale) ? parts
					: new LocaleForm(parts.language, parts.country, parts.variant, locale.toLanguageTag());
			if (!form.toLocale().equals(locale)) {
				throw new ObstacleException(Obstacle.NOT_WRITTEN,
						"no language tag tells all of the locale %s".formatted(locale));
			}
			return form;
		}

		Locale toLocale() {
			return (this.tag != null) ? Locale.forLanguageTag(this.tag)
					: new Locale(this.language, this.country, this.variant);
		}

	}

	/**
	 * A calendar with its zone and its rules of weeks.
	 */
	record CalendarForm(long time, String zone, boolean lenient, int firstDay, int minimalDays) {

		static CalendarForm of(Calendar calendar) {
			CalendarForm form = new CalendarForm(calendar.getTimeInMillis(), calendar.getTimeZone().getID(),
					calendar.isLenient(), calendar.getFirstDayOfWeek(), calendar.getMinimalDaysInFirstWeek());
			if (!form.toCalendar().equals(calendar)) {
				throw new ObstacleException(Obstacle.SUBCLASS,
						"a calendar or zone of another kind than usual becomes a GregorianCalendar");
			}
			return form;
		}

		Calendar toCalendar() {
			GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone(this.zone));
			calendar.setFirstDayOfWeek(this.firstDay);
			calendar.setMinimalDaysInFirstWeek(this.minimalDays);
			calendar.setTimeInMillis(this.time);
			calendar.setLenient(this.lenient);
			return calendar;
		}

	}

	/**
	 * An address by its bytes: reading it asks no name server.
	 */
	@SuppressWarnings("ArrayRecordComponent")
	record AddressForm(@Nullable String host, byte[] address, int scope) {

		static AddressForm of(InetAddress address) {
			String text = address.toString();
			String host = text.substring(0, text.indexOf('/'));
			return new AddressForm(host.isEmpty() ? null : host, address.getAddress(), scopeOf(address));
		}

		private static int scopeOf(InetAddress address) {
			if (!(address instanceof Inet6Address scoped)) {
				return 0;
			}
			if (scoped.getScopedInterface() != null) {
				throw new ObstacleException(Obstacle.CLOSED_TYPE,
						"is an address of a network interface that only this node has");
			}
			return scoped.getScopeId();
		}

		InetAddress toAddress() {
			try {
				return (this.scope > 0) ? Inet6Address.getByAddress(this.host, this.address, this.scope)
						: InetAddress.getByAddress(this.host, this.address);
			}
			catch (UnknownHostException ex) {
				throw new IllegalArgumentException(ex);
			}
		}

	}

	record SocketForm(@Nullable AddressForm address, String host, int port) {

		static SocketForm of(InetSocketAddress address) {
			return new SocketForm(address.isUnresolved() ? null : AddressForm.of(address.getAddress()),
					address.getHostString(), address.getPort());
		}

		InetSocketAddress toAddress() {
			return (this.address != null) ? new InetSocketAddress(this.address.toAddress(), this.port)
					: InetSocketAddress.createUnresolved(this.host, this.port);
		}

	}

	record EntryForm<K, V>(@Nullable K key, @Nullable V value) {

		static JavaType type(JavaType declared, TypeFactory types) {
			JavaType[] content = types.findTypeParameters(declared, Map.Entry.class);
			return (content.length == 2) ? types.constructParametricType(EntryForm.class, content)
					: types.constructParametricType(EntryForm.class, Object.class, Object.class);
		}

		static EntryForm<?, ?> of(Map.Entry<?, ?> entry) {
			return new EntryForm<>(entry.getKey(), entry.getValue());
		}

		Map.Entry<K, V> toEntry(JavaType declared) {
			return declared.hasRawClass(AbstractMap.SimpleImmutableEntry.class)
					? new AbstractMap.SimpleImmutableEntry<>(this.key, this.value)
					: new AbstractMap.SimpleEntry<>(this.key, this.value);
		}

	}

	/**
	 * Elements where only {@code Collection} or {@code Iterable} is declared: a set comes
	 * back as a set, everything else as a list.
	 */
	record CollectionForm<E>(boolean set, List<E> elements) {

		static JavaType type(JavaType declared, TypeFactory types) {
			return types.constructParametricType(CollectionForm.class, contentOf(declared));
		}

		static CollectionForm<?> of(Iterable<?> elements) {
			if (!(elements instanceof Collection<?> collection)) {
				throw ObstacleException.becomes(Obstacle.COLLECTION, elements.getClass(), "java.util.List");
			}
			return new CollectionForm<>(elements instanceof Set, new ArrayList<>(collection));
		}

		Collection<E> toCollection() {
			return this.set ? new LinkedHashSet<>(this.elements) : this.elements;
		}

	}

}
