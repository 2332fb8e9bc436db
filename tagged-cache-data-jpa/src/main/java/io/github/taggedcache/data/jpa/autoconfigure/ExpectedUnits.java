package io.github.taggedcache.data.jpa.autoconfigure;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import jakarta.persistence.EntityManagerFactory;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Whether all persistence units that the application defines have been made. A unit may
 * be a lazy bean, or one that nobody asks for before the first repository is used.
 */
final class ExpectedUnits implements BooleanSupplier {

	private final ConfigurableListableBeanFactory beanFactory;

	private final Set<String> made = ConcurrentHashMap.newKeySet();

	ExpectedUnits(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Takes note of a unit.
	 * @param beanName the name of its bean
	 */
	void made(String beanName) {
		this.made.add(beanName);
	}

	@Override
	public boolean getAsBoolean() {
		return Stream.of(this.beanFactory.getBeanNamesForType(EntityManagerFactory.class, true, false))
			.filter(this.beanFactory::containsBeanDefinition)
			.allMatch(this.made::contains);
	}

}
