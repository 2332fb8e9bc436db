package io.github.taggedcache.transaction;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * Has each transaction manager of the application tell of its begins, also one that the
 * application defines itself.
 */
public final class TransactionManagerPostProcessor implements BeanPostProcessor, BeanFactoryAware {

	private @Nullable BeanFactory beanFactory;

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		BeanFactory beanFactory = this.beanFactory;
		if (bean instanceof ConfigurableTransactionManager manager && beanFactory != null) {
			manager.addListener(new Begins(beanFactory));
		}
		return bean;
	}

	/**
	 * Tells the caches of begins. They are asked for at the first transaction, since they
	 * may need what the transaction manager is made of. While they cannot be had, as at
	 * the shutdown, no begin is known, and nothing that is loaded is stored.
	 */
	private static final class Begins implements TransactionExecutionListener {

		private final BeanFactory beanFactory;

		private volatile @Nullable CacheTransactions transactions;

		Begins(BeanFactory beanFactory) {
			this.beanFactory = beanFactory;
		}

		@Override
		public void beforeBegin(TransactionExecution transaction) {
			CacheTransactions known = this.transactions;
			if (known == null) {
				known = find();
				this.transactions = known;
			}
			if (known != null) {
				known.beforeBegin(transaction);
			}
		}

		@Override
		public void afterBegin(TransactionExecution transaction, @Nullable Throwable beginFailure) {
			CacheTransactions known = this.transactions;
			if (known != null) {
				known.afterBegin(transaction, beginFailure);
			}
		}

		private @Nullable CacheTransactions find() {
			try {
				return this.beanFactory.getBean(CacheTransactions.class);
			}
			catch (BeansException ex) {
				return null;
			}
		}

	}

}
