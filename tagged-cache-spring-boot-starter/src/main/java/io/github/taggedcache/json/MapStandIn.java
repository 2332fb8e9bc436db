package io.github.taggedcache.json;

import java.lang.reflect.Modifier;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.type.TypeFactory;

import org.springframework.beans.BeanUtils;

/**
 * Maps whose keys are more than a name are stored as a list of entries. So a key is
 * written and read like any other value.
 */
final class MapStandIn {

	private static final Set<Class<?>> NAMES = Set.of(String.class, Integer.class, Long.class, Short.class, Byte.class,
			Boolean.class, BigInteger.class, UUID.class);

	private MapStandIn() {
	}

	static StandIn create() {
		return new StandIn(MapStandIn::isHandled, MapStandIn::storedAs, (map, type) -> entries((Map<?, ?>) map),
				(entries, type) -> restore((List<?>) entries, type));
	}

	private static boolean isHandled(JavaType type) {
		if (!type.isMapLikeType() || !Map.class.isAssignableFrom(type.getRawClass())
				|| Properties.class.isAssignableFrom(type.getRawClass()) || type.hasRawClass(EnumMap.class)) {
			return false;
		}
		if (type.isAbstract() && !type.getRawClass().isInstance(empty(type.getRawClass()))) {
			return false;
		}
		JavaType key = type.getKeyType();
		return key == null || !(NAMES.contains(key.getRawClass()) || key.isEnumType());
	}

	private static JavaType storedAs(JavaType type, TypeFactory types) {
		return types.constructCollectionType(List.class,
				types.constructParametricType(Entry.class, type.getKeyType(), type.getContentType()));
	}

	private static List<Entry<?, ?>> entries(Map<?, ?> map) {
		List<Entry<?, ?>> entries = new ArrayList<>(map.size());
		map.forEach((key, value) -> entries.add(new Entry<>(key, value)));
		return entries;
	}

	private static Map<?, ?> restore(List<?> entries, JavaType type) {
		Map<@Nullable Object, @Nullable Object> map = empty(type.getRawClass());
		for (Object element : entries) {
			Entry<?, ?> entry = (Entry<?, ?>) element;
			map.put(entry.key(), entry.value());
		}
		return map;
	}

	@SuppressWarnings("unchecked")
	private static Map<@Nullable Object, @Nullable Object> empty(Class<?> type) {
		if (!Modifier.isAbstract(type.getModifiers())) {
			return (Map<@Nullable Object, @Nullable Object>) BeanUtils.instantiateClass(type);
		}
		if (ConcurrentMap.class.isAssignableFrom(type)) {
			return (Map<@Nullable Object, @Nullable Object>) (Map<?, ?>) (SortedMap.class.isAssignableFrom(type)
					? new ConcurrentSkipListMap<Object, Object>() : new ConcurrentHashMap<Object, Object>());
		}
		return SortedMap.class.isAssignableFrom(type) ? new TreeMap<>() : new LinkedHashMap<>();
	}

	record Entry<K, V>(@Nullable K key, @Nullable V value) {

	}

}
