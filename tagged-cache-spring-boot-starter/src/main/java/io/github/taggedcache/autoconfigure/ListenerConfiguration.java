package io.github.taggedcache.autoconfigure;

import java.util.List;

import io.github.taggedcache.TaggedCacheListener;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.listener.EventDelivery;
import io.github.taggedcache.listener.InvalidationEvents;
import io.github.taggedcache.listener.PublishingListener;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The listeners of the application. A listener may use caches, so that it is made after
 * them: it is told from then on.
 */
@Configuration(proxyBeanMethods = false)
class ListenerConfiguration {

	/**
	 * Whether there are listeners. Makes none of them.
	 */
	static boolean areListeners(ListableBeanFactory beanFactory) {
		return BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beanFactory, TaggedCacheListener.class, true,
				false).length > 0;
	}

	@Bean
	EventDelivery taggedCacheEventDelivery(TaggedCacheProperties properties) {
		return new EventDelivery(properties.getEvents().getQueueCapacity());
	}

	@Bean
	SmartInitializingSingleton taggedCacheListeners(EventDelivery delivery, Node node,
			ObjectProvider<TaggedCacheListener> beans) {
		return () -> {
			List<TaggedCacheListener> listeners = beans.orderedStream().toList();
			if (!listeners.isEmpty()) {
				node.onInvalidation(new InvalidationEvents(node.origin(), delivery));
				delivery.begin(listeners);
			}
		};
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty("tagged-cache.events.publish")
	static class Publishing {

		@Bean
		PublishingListener taggedCachePublishingListener(ApplicationEventPublisher publisher) {
			return new PublishingListener(publisher);
		}

	}

}
