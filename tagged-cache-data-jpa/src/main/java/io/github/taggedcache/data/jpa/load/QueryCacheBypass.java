package io.github.taggedcache.data.jpa.load;

import java.util.Map;

import io.github.taggedcache.core.load.LoadScope;
import org.hibernate.cache.internal.StandardTimestampsCacheFactory;
import org.hibernate.cache.spi.CacheImplementor;
import org.hibernate.cache.spi.TimestampsCache;
import org.hibernate.cache.spi.TimestampsCacheFactory;
import org.hibernate.cache.spi.TimestampsRegion;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.engine.spi.SessionFactoryImplementor;

import org.springframework.beans.BeanUtils;
import org.springframework.util.ClassUtils;

/**
 * Has the loaders of cached methods read the database where Hibernate's query cache would
 * answer. The query cache asks the cache of timestamps whether an answer is up to date;
 * to a loader none is. Its statement then shows which tables it reads, and its result is
 * as new as the database, whatever the query cache of this instance knows of commits
 * elsewhere.
 */
public final class QueryCacheBypass implements TimestampsCacheFactory {

	private final TimestampsCacheFactory factory;

	/**
	 * Creates it around Hibernate's own factory. Hibernate calls this, if the setting
	 * names the class.
	 */
	public QueryCacheBypass() {
		this(StandardTimestampsCacheFactory.INSTANCE);
	}

	private QueryCacheBypass(TimestampsCacheFactory factory) {
		this.factory = factory;
	}

	/**
	 * Adds it to the settings of a session factory. A factory of timestamps that the
	 * application set stays in use.
	 * @param settings the settings
	 */
	public static void customize(Map<String, Object> settings) {
		Object present = settings.get(AvailableSettings.QUERY_CACHE_FACTORY);
		if (!(present instanceof QueryCacheBypass)) {
			settings.put(AvailableSettings.QUERY_CACHE_FACTORY,
					(present != null) ? new QueryCacheBypass(factory(present)) : new QueryCacheBypass());
		}
	}

	private static TimestampsCacheFactory factory(Object setting) {
		if (setting instanceof TimestampsCacheFactory factory) {
			return factory;
		}
		Class<?> type = (setting instanceof Class<?> named) ? named
				: ClassUtils.resolveClassName(setting.toString(), ClassUtils.getDefaultClassLoader());
		return (TimestampsCacheFactory) BeanUtils.instantiateClass(type);
	}

	/**
	 * Returns whether a session factory has it.
	 */
	static boolean isIn(SessionFactoryImplementor factory) {
		return factory.getCache().getTimestampsCache() instanceof BypassedTimestamps;
	}

	@Override
	public TimestampsCache buildTimestampsCache(CacheImplementor cache, TimestampsRegion region) {
		return new BypassedTimestamps(this.factory.buildTimestampsCache(cache, region));
	}

	/**
	 * Whether the calling thread works for a loader.
	 */
	static boolean isLoading() {
		return LoadScope.current() != null;
	}

}
