package io.github.taggedcache.batch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.github.taggedcache.core.load.LoadedValue.HandedOver;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.template.BatchRule;
import io.github.taggedcache.template.MethodExpression;
import io.github.taggedcache.template.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * How the result of a method is taken apart into the values of its ids, and put together
 * again.
 *
 * @param rule what the annotation says
 * @param shape what the method returns
 * @param type the return type
 * @param method the name of the method
 */
record MethodResult(BatchRule rule, ResultShape shape, Class<?> type, String method) {

	/**
	 * Whether each id has an element at its own place.
	 */
	boolean isByPosition() {
		return this.shape != ResultShape.MAP && this.rule.key() == null;
	}

	/**
	 * Takes a result apart.
	 * @param result what the method returned
	 * @param target the object
	 * @param args the arguments that it was called with
	 * @param keys the keys of the ids that it was called with, in their order
	 * @param keyOf gives the key of an id
	 * @return the values; an id without a value has none
	 */
	Map<EntryKey, HandedOver> values(@Nullable Object result, Object target, @Nullable Object[] args,
			List<EntryKey> keys, Function<Object, EntryKey> keyOf) {
		if (result == null) {
			throw this.rule.failure(this.method + " returned null for " + keys.size()
					+ " ids. It must return a map or collection, which may be empty");
		}
		if (this.shape == ResultShape.MAP) {
			Map<EntryKey, HandedOver> values = new HashMap<>();
			((Map<?, ?>) result).forEach((id, value) -> values.put(keyOf.apply(id), new HandedOver(value)));
			return values;
		}
		List<@Nullable Object> elements = ResultShape.elements(result);
		MethodExpression key = this.rule.key();
		return (key != null) ? byKey(elements, key, target, args, keyOf) : byPosition(elements, keys);
	}

	private Map<EntryKey, HandedOver> byPosition(List<@Nullable Object> elements, List<EntryKey> keys) {
		if (elements.size() != keys.size()) {
			throw this.rule.failure(this.method + " returned " + elements.size() + " elements for " + keys.size()
					+ " ids. Without a batchKey it must return one for each id, in the order of the ids, and null for"
					+ " an id that has none. Say how to find the id of an element (batchKey = \"#result.id\"), or"
					+ " return a Map");
		}
		Map<EntryKey, HandedOver> values = new HashMap<>();
		for (int i = 0; i < keys.size(); i++) {
			values.put(keys.get(i), new HandedOver(elements.get(i)));
		}
		return values;
	}

	private Map<EntryKey, HandedOver> byKey(List<@Nullable Object> elements, MethodExpression key, Object target,
			@Nullable Object[] args, Function<Object, EntryKey> keyOf) {
		Map<EntryKey, HandedOver> values = new HashMap<>();
		for (Object element : elements) {
			if (element == null) {
				throw key.failure(this.method + " returned a null among its elements, which has no id. Leave it out");
			}
			Object id = key.value(target, args, Outcome.result(element));
			if (id == null) {
				throw key.failure("it gave null for an element that " + this.method + " returned");
			}
			if (values.put(keyOf.apply(id), new HandedOver(element)) != null) {
				throw key.failure("two elements that " + this.method
						+ " returned have one id. An id has one value: group the elements in a Map");
			}
		}
		return values;
	}

	/**
	 * Puts a result together.
	 * @param ids the ids of the caller, with duplicates
	 * @param keys their keys
	 * @param values the values
	 * @return what the caller gets
	 */
	Object of(List<Object> ids, List<EntryKey> keys, Map<EntryKey, HandedOver> values) {
		if (this.shape == ResultShape.MAP) {
			Map<Object, @Nullable Object> map = new LinkedHashMap<>();
			for (int i = 0; i < ids.size(); i++) {
				HandedOver value = values.get(keys.get(i));
				if (value != null) {
					map.putIfAbsent(ids.get(i), value.value());
				}
			}
			return map;
		}
		List<@Nullable Object> elements = new ArrayList<>(ids.size());
		for (EntryKey key : isByPosition() ? keys : keys.stream().distinct().toList()) {
			HandedOver value = values.get(key);
			// A null among elements that are found by their ids would be nobody's
			if (value != null && (value.value() != null || isByPosition())) {
				elements.add(value.value());
			}
		}
		return this.shape.of(elements, this.type);
	}

}
