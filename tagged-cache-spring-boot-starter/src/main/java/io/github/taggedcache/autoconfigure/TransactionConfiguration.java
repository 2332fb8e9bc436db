package io.github.taggedcache.autoconfigure;

import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.invalidation.PendingInvalidations;
import io.github.taggedcache.transaction.CacheTransactions;
import io.github.taggedcache.transaction.InvalidationOutbox;
import io.github.taggedcache.transaction.TransactionManagerPostProcessor;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;

/**
 * What caches do in transactions.
 */
@Configuration(proxyBeanMethods = false)
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
class TransactionConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	@ConditionalOnBooleanProperty(name = "tagged-cache.transaction-aware", matchIfMissing = true)
	static TransactionManagerPostProcessor taggedCacheTransactionManagerPostProcessor() {
		return new TransactionManagerPostProcessor();
	}

	@Bean
	CacheTransactions taggedCacheTransactions(Node node, CacheExecutor executor, PendingInvalidations pending,
			ObjectProvider<InvalidationOutbox> outboxes, TaggedCacheProperties properties) {
		return new CacheTransactions(node, executor.executor(), pending::add, outboxes::getIfAvailable,
				properties.isTransactionAware());
	}

}
