package io.github.taggedcache;

/**
 * Is told what happens in the caches of this node. Each bean of this type is told, in the
 * order of the beans, once all singletons of the application are made. A hit in the near
 * cache allocates nothing while there is no such bean, and a small event for each hit if
 * there is one.
 * <p>
 * An exception that a listener throws is logged once for each class of listener and
 * exception, and has no effect on the call. What a listener's own use of the caches
 * causes on its thread is not told to any listener.
 */
@FunctionalInterface
public interface TaggedCacheListener {

	/**
	 * Is told of an event. On the thread of a caller this must return at once: the caller
	 * waits for it.
	 * @param event the event
	 */
	void onEvent(CacheEvent event);

	/**
	 * Which thread this listener is called on. Asked once.
	 * @return the thread of the caller, unless this is overridden
	 */
	default Delivery delivery() {
		return Delivery.CALLER;
	}

	/**
	 * Threads on which a listener is called.
	 */
	enum Delivery {

		/**
		 * The thread on which the event happens: as a rule that of the caller, or the one
		 * that decodes and loads for an asynchronous call. Events that happen on a thread
		 * of the store's driver, or on the one that follows the invalidations, are handed
		 * to the executor: with Redis these are stored, refused and evicted entries,
		 * failed lookups, and invalidations.
		 */
		CALLER,

		/**
		 * One thread for all listeners, in the order of the events. The queue before it
		 * is bounded by {@code tagged-cache.events.queue-capacity}; what does not fit is
		 * dropped and counted in {@code tagged.cache.events.dropped}.
		 */
		EXECUTOR

	}

}
