package io.github.taggedcache.data.jpa.load;

import java.util.ArrayList;
import java.util.List;

import io.github.taggedcache.data.jpa.graph.MappedClasses;
import io.github.taggedcache.data.jpa.model.EntityModel;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the loads of a session factory observed.
 */
public final class LoadListeners {

	private static final Logger logger = LoggerFactory.getLogger(LoadListeners.class);

	private LoadListeners() {
	}

	/**
	 * Puts listeners in the place of those that the factory has. They call these. Does
	 * nothing where no entity has tags.
	 * @param factory the session factory, built and not used yet
	 * @param model what its mapping says
	 */
	public static void register(SessionFactoryImplementor factory, EntityModel model) {
		if (model.entities().isEmpty()) {
			return;
		}
		if (factory.getSessionFactoryOptions().isQueryCacheEnabled() && !QueryCacheBypass.isIn(factory)) {
			logger.warn("Hibernate's query cache is on in the persistence unit {}, and cached methods may be answered "
					+ "from it: their values then are as old as the query cache of this instance, and lack the tags "
					+ "of what they were read from. Set hibernate.cache.query_cache_factory to {}.", factory.getName(),
					QueryCacheBypass.class.getName());
		}
		List<EntityModel> unit = List.of(model);
		MappedClasses classes = new MappedClasses(() -> unit);
		ReadRows rows = new ReadRows(model, classes, RelatedTables.of(factory, model));
		EventListenerRegistry registry = factory.getEventListenerRegistry();
		registry.setListeners(EventType.LOAD, new ByIdLoads(listeners(registry, EventType.LOAD), rows));
		registry.setListeners(EventType.INIT_COLLECTION,
				new CollectionLoads(listeners(registry, EventType.INIT_COLLECTION), rows));
		registry.setListeners(EventType.POST_LOAD,
				new LoadedRows(listeners(registry, EventType.POST_LOAD), rows, hasSecondLevelCache(factory)));
		registry.appendListeners(EventType.AUTO_FLUSH, new QueriedContext(classes));
	}

	@SuppressWarnings("deprecation") // there is no other way to have them called
	private static <T> List<T> listeners(EventListenerRegistry registry, EventType<T> type) {
		List<T> listeners = new ArrayList<>();
		registry.getEventListenerGroup(type).listeners().forEach(listeners::add);
		return List.copyOf(listeners);
	}

	private static boolean hasSecondLevelCache(SessionFactoryImplementor factory) {
		return factory.getSessionFactoryOptions().isSecondLevelCacheEnabled();
	}

}
