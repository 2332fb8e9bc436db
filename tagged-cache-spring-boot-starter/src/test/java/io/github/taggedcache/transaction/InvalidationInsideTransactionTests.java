package io.github.taggedcache.transaction;

import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/**
 * The invalidation lies in the transaction, and the cache around both.
 */
class InvalidationInsideTransactionTests extends AdviceOrderContract {

	@Override
	TwoInstances instances() {
		return new TwoInstances(InvalidationInnermost.class);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement(order = Ordered.LOWEST_PRECEDENCE - 2)
	static class InvalidationInnermost {

	}

}
