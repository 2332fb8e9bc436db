package io.github.taggedcache.cache;

import java.lang.reflect.UndeclaredThrowableException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.taggedcache.core.load.BatchLoader.Loaded;
import io.github.taggedcache.core.load.Dependencies;
import io.github.taggedcache.core.load.LoadCall;
import io.github.taggedcache.core.load.LoadFailedException;
import io.github.taggedcache.core.load.LoadScope;
import io.github.taggedcache.core.load.LoadedValue.HandedOver;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.tenant.Tenant;
import org.jspecify.annotations.Nullable;

/**
 * Reads of many values, of which one run of a loader on the calling thread makes those
 * that are missing. If the store does not answer, the loader makes all of them.
 */
final class BatchLoads {

	private final RegionAccess access;

	private final DirectCalls calls;

	private final CacheErrors errors;

	BatchLoads(RegionAccess access, DirectCalls calls, CacheErrors errors) {
		this.access = access;
		this.calls = calls;
		this.errors = errors;
	}

	/**
	 * Reads or loads values.
	 * @param <K> what the caller takes for keys
	 * @param keys the keys of the entries, each with the caller's key
	 * @param batch the call
	 * @return the values by key; a key without a value has none
	 * @throws Exception what the loader throws, if no stale values may stand in
	 */
	<K> Map<EntryKey, HandedOver> getAll(Map<EntryKey, K> keys, BatchCall<K> batch) throws Exception {
		Tenant tenant = this.access.tenant();
		LoadScope scope = new LoadScope(batch.inherits(), tenant::tag);
		LateFailure lateFailure = new LateFailure();
		List<EntryKey> entries = List.copyOf(keys.keySet());
		List<K> all = List.copyOf(keys.values());
		List<CacheCall> calls = this.calls.ofBatch(keys, batch, tenant, scope, lateFailure);
		try {
			return byKey(entries, this.access.region().getAll(calls, (missing) -> batch.load(keysOf(missing, keys))));
		}
		catch (LoadFailedException ex) {
			throw thrown(ex.thrown());
		}
		catch (StoreException ex) {
			if (lateFailure.is(ex)) {
				throw ex;
			}
			this.errors.get(ex, all);
			List<@Nullable Loaded> loaded = scope.run(() -> batch.load(all));
			handOver(calls, loaded, scope);
			return byKey(entries, loaded.stream().map(BatchLoads::handedOver).toList());
		}
	}

	/**
	 * Hands values that were loaded without the store to the value that is made from
	 * them.
	 */
	private static void handOver(List<CacheCall> calls, List<@Nullable Loaded> loaded, LoadScope scope) {
		Dependencies collector = LoadScope.collector();
		if (collector == null) {
			return;
		}
		collector.add(scope.inherited());
		for (int i = 0; i < calls.size(); i++) {
			CacheCall call = calls.get(i);
			Loaded one = loaded.get(i);
			collector.add(call.key(), (one != null) ? call.tags(one.value()) : call.callTags(), Long.MAX_VALUE);
		}
	}

	private static <K> List<K> keysOf(List<? extends LoadCall> missing, Map<EntryKey, K> keys) {
		List<K> found = new ArrayList<>(missing.size());
		missing.forEach((call) -> found.add(keys.get(call.key())));
		return Collections.unmodifiableList(found);
	}

	private static @Nullable HandedOver handedOver(@Nullable Loaded loaded) {
		return (loaded != null) ? new HandedOver(loaded.value()) : null;
	}

	private static Map<EntryKey, HandedOver> byKey(List<EntryKey> keys, List<@Nullable HandedOver> values) {
		Map<EntryKey, HandedOver> found = new HashMap<>();
		for (int i = 0; i < keys.size(); i++) {
			HandedOver value = values.get(i);
			if (value != null) {
				found.put(keys.get(i), value);
			}
		}
		return found;
	}

	private static Exception thrown(Throwable thrown) {
		if (thrown instanceof Error error) {
			throw error;
		}
		return (thrown instanceof Exception exception) ? exception : new UndeclaredThrowableException(thrown);
	}

}
