package io.github.taggedcache.listener;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.taggedcache.TaggedCacheListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what listeners throw, once for each class of listener and exception.
 */
final class ListenerFailures {

	private static final Logger logger = LoggerFactory.getLogger(ListenerFailures.class);

	private final Set<Kind> met = ConcurrentHashMap.newKeySet();

	void met(TaggedCacheListener listener, Throwable ex) {
		if (this.met.add(new Kind(listener.getClass(), ex.getClass()))) {
			logger.warn("The TaggedCacheListener {} threw an exception, which is ignored. Further exceptions of this"
					+ " kind are not logged", listener.getClass().getName(), ex);
		}
	}

	/**
	 * What is logged once.
	 *
	 * @param listener the class of the listener
	 * @param exception the class of the exception
	 */
	private record Kind(Class<?> listener, Class<?> exception) {

	}

}
