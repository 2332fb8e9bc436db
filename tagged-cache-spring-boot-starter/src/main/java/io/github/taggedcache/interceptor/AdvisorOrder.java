package io.github.taggedcache.interceptor;

import io.github.taggedcache.check.SetupException;
import io.github.taggedcache.invalidation.InvalidateTagsAdvisor;
import io.github.taggedcache.transaction.InvalidationOutbox;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.cache.interceptor.BeanFactoryCacheOperationSourceAdvisor;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.transaction.interceptor.BeanFactoryTransactionAttributeSourceAdvisor;

/**
 * Puts the advisors of a method into the right order. The cache is outermost, so that a
 * hit calls nothing and a put comes last. The invalidation follows. The transaction is
 * innermost, so that it has ended when its tags are invalidated. If the application keeps
 * invalidations in an outbox, the invalidation is innermost: it is kept in the
 * transaction then, and sent after its commit.
 * <p>
 * Spring gives the advisors of caching and of transactions the same default order. If the
 * application set no order, the cache advisor is moved outwards. If it did, the order is
 * checked at start-up. An invalidation may lie in the transaction of its method, unless
 * transactions do not matter.
 */
public final class AdvisorOrder
		implements BeanPostProcessor, PriorityOrdered, BeanFactoryAware, SmartInitializingSingleton {

	private static final int INVALIDATION = InvalidateTagsAdvisor.ORDER;

	private static final int CACHE = INVALIDATION - 2;

	private static final int TRANSACTION = INVALIDATION - 1;

	private final boolean transactionAware;

	private @Nullable ListableBeanFactory beanFactory;

	/**
	 * Creates it.
	 * @param transactionAware whether invalidations in a transaction wait for its commit
	 */
	public AdvisorOrder(boolean transactionAware) {
		this.transactionAware = transactionAware;
	}

	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		this.beanFactory = (ListableBeanFactory) beanFactory;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof BeanFactoryCacheOperationSourceAdvisor advisor
				&& advisor.getOrder() == Ordered.LOWEST_PRECEDENCE) {
			advisor.setOrder(CACHE);
		}
		if (bean instanceof BeanFactoryTransactionAttributeSourceAdvisor advisor
				&& advisor.getOrder() == Ordered.LOWEST_PRECEDENCE && hasOutbox()) {
			advisor.setOrder(TRANSACTION);
		}
		return bean;
	}

	private boolean hasOutbox() {
		return this.transactionAware && this.beanFactory != null
				&& this.beanFactory.getBeanNamesForType(InvalidationOutbox.class, true, false).length > 0;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.beanFactory == null) {
			return;
		}
		this.beanFactory.getBeanProvider(BeanFactoryCacheOperationSourceAdvisor.class).forEach((advisor) -> {
			if (advisor.getOrder() >= INVALIDATION) {
				throw new SetupException("@EnableCaching(order = " + advisor.getOrder()
						+ ") lies inside the advisor of @InvalidateTags, whose order is " + INVALIDATION
						+ ": a cached value would be stored after the invalidation that the same method declares.",
						"Use a lower order.");
			}
		});
		this.beanFactory.getBeanProvider(BeanFactoryTransactionAttributeSourceAdvisor.class).forEach((advisor) -> {
			if (!this.transactionAware && advisor.getOrder() <= INVALIDATION) {
				throw new SetupException(
						"@EnableTransactionManagement(order = " + advisor.getOrder()
								+ ") lies outside the advisor of @InvalidateTags, whose order is " + INVALIDATION
								+ ": tags would be invalidated before the transaction commits.",
						"Remove the order, use " + Ordered.LOWEST_PRECEDENCE
								+ ", or remove tagged-cache.transaction-aware: false.");
			}
		});
	}

}
