package io.github.taggedcache.check;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.github.taggedcache.cache.CacheRegions;
import io.github.taggedcache.cache.RegionCache;
import io.github.taggedcache.core.region.RegionSettings;
import io.github.taggedcache.result.AsyncMethods;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.cache.interceptor.CacheableOperation;

/**
 * Warns, at the start, of limits of loads that are set for a cache and hold for none of
 * its annotated methods: limits of the time that callers wait, and of the number of loads
 * at a time.
 */
final class UnlimitedLoads {

	private static final Logger logger = LoggerFactory.getLogger(UnlimitedLoads.class);

	private final Map<String, List<Loading>> methods = new TreeMap<>();

	/**
	 * Takes note of a method that loads.
	 */
	void add(CacheableOperation operation, Method method, Class<?> type) {
		Loading loading = new Loading(AnnotatedBeans.describe(method, type), operation.isSync(),
				AsyncMethods.isAsync(method));
		operation.getCacheNames()
			.forEach((region) -> this.methods.computeIfAbsent(region, (name) -> new ArrayList<>()).add(loading));
	}

	/**
	 * Warns of the methods of which note was taken.
	 * @param regions the caches
	 */
	void warn(CacheRegions regions) {
		Map<String, List<String>> inTime = new TreeMap<>();
		Map<String, List<String>> inNumber = new TreeMap<>();
		this.methods.forEach((name, loading) -> {
			if (regions.manager().getCache(name) instanceof RegionCache cache) {
				RegionSettings settings = cache.getNativeCache().settings();
				if (settings.timeouts().isOn()) {
					collect(name, loading, (method) -> method.canBeLeft(settings.timeouts().onExecutor()), inTime);
				}
				if (settings.loads().limit().isLimited()) {
					collect(name, loading, Loading::isSync, inNumber);
				}
			}
		});
		if (!inTime.isEmpty()) {
			logger
				.warn("load-timeout is set for caches none of whose methods it holds for: {}. The thread of the caller"
						+ " runs the method and cannot leave it. Add sync = true to the @Cacheable and set"
						+ " load-timeout.on-executor to true, or have the method return a CompletableFuture or a publisher",
						inTime);
		}
		if (!inNumber.isEmpty()) {
			logger.warn("max-concurrent-loads is set for caches none of whose methods it holds for: {}. Spring calls"
					+ " a method without sync itself. Add sync = true to the @Cacheable", inNumber);
		}
	}

	private static void collect(String region, List<Loading> loading, Predicate<Loading> isLimited,
			Map<String, List<String>> unlimited) {
		if (loading.stream().noneMatch(isLimited)) {
			Stream<String> names = loading.stream().map(Loading::method).distinct().sorted();
			unlimited.put(region, names.toList());
		}
	}

	/**
	 * A method that loads.
	 *
	 * @param method its name
	 * @param isSync whether callers of a key share its load
	 * @param isAsync whether it returns before its result is there
	 */
	private record Loading(String method, boolean isSync, boolean isAsync) {

		/**
		 * Whether its callers can leave it.
		 */
		boolean canBeLeft(boolean onExecutor) {
			return this.isAsync || (this.isSync && onExecutor);
		}

	}

}
