package io.github.taggedcache.test;

import io.github.taggedcache.core.store.EntryStore;
import io.github.taggedcache.core.store.InvalidationLog;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.util.Assert;

/**
 * Puts a {@link DisturbedStore} in the place of the store.
 */
final class DisturbedStorePostProcessor implements BeanPostProcessor, BeanFactoryAware {

	private @Nullable BeanFactory beanFactory;

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof EntryStore entries && bean instanceof InvalidationLog log) {
			Assert.state(this.beanFactory != null, "There is no bean factory");
			return new DisturbedStore(entries, log, this.beanFactory.getBean(StoreFaults.class));
		}
		return bean;
	}

}
