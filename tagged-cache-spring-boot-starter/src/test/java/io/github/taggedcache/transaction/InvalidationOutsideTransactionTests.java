package io.github.taggedcache.transaction;

import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/**
 * The transaction lies in the invalidation, as it does by default.
 */
class InvalidationOutsideTransactionTests extends AdviceOrderContract {

	@Override
	TwoInstances instances() {
		return new TwoInstances(TransactionInnermost.class);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement
	static class TransactionInnermost {

	}

}
