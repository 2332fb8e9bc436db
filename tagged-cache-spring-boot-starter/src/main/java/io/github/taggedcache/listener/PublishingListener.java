package io.github.taggedcache.listener;

import io.github.taggedcache.CacheEvent;
import io.github.taggedcache.TaggedCacheListener;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes events as events of the application, for methods with
 * {@code @EventListener(CacheEvent.class)} or one of the records.
 */
public final class PublishingListener implements TaggedCacheListener {

	private final ApplicationEventPublisher publisher;

	/**
	 * Creates it.
	 * @param publisher publishes
	 */
	public PublishingListener(ApplicationEventPublisher publisher) {
		this.publisher = publisher;
	}

	@Override
	public void onEvent(CacheEvent event) {
		this.publisher.publishEvent(event);
	}

}
