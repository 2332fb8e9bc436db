package io.github.taggedcache.json;

import org.hibernate.bytecode.enhance.spi.interceptor.BytecodeLazyAttributeInterceptor;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.PersistentAttributeInterceptable;
import org.hibernate.proxy.HibernateProxy;

/**
 * Collections, proxies and enhanced entities of Hibernate. Nothing here loads anything.
 */
final class HibernateValues implements LazyValues {

	@Override
	public boolean isLoaded(Object value) {
		if (value instanceof PersistentCollection<?> collection) {
			return collection.wasInitialized();
		}
		if (value instanceof HibernateProxy proxy) {
			return !proxy.getHibernateLazyInitializer().isUninitialized();
		}
		return !(value instanceof PersistentAttributeInterceptable entity
				&& entity.$$_hibernate_getInterceptor() instanceof BytecodeLazyAttributeInterceptor interceptor
				&& interceptor.hasAnyUninitializedAttributes());
	}

	@Override
	public Object resolve(Object value) {
		return (value instanceof HibernateProxy proxy) ? proxy.getHibernateLazyInitializer().getImplementation()
				: value;
	}

	@Override
	public boolean mayHaveUnloadedFields(Class<?> type) {
		return PersistentAttributeInterceptable.class.isAssignableFrom(type);
	}

}
