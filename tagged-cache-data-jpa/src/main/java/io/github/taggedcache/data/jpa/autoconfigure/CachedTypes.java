package io.github.taggedcache.data.jpa.autoconfigure;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

import io.github.taggedcache.type.BeanTypes;
import io.github.taggedcache.type.MethodTypes;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CacheOperationSource;
import org.springframework.cache.interceptor.CachePutOperation;
import org.springframework.cache.interceptor.CacheableOperation;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.MethodIntrospector.MetadataLookup;

/**
 * The classes of the values that cached methods declare: the type that a method stores,
 * its type arguments and the components of records. No bean is made for that.
 */
final class CachedTypes {

	private final Set<Class<?>> found = new LinkedHashSet<>();

	private final CacheOperationSource operations;

	private final MethodTypes methodTypes;

	private CachedTypes(CacheOperationSource operations, MethodTypes methodTypes) {
		this.operations = operations;
		this.methodTypes = methodTypes;
	}

	/**
	 * Finds them.
	 * @param beanFactory knows the beans
	 * @param operations finds the operations of methods
	 * @param methodTypes finds the types of methods
	 * @return the classes
	 */
	static Collection<Class<?>> of(ConfigurableListableBeanFactory beanFactory, CacheOperationSource operations,
			MethodTypes methodTypes) {
		CachedTypes types = new CachedTypes(operations, methodTypes);
		BeanTypes.search(beanFactory, types::addBean);
		return types.found;
	}

	private void addBean(Class<?> bean) {
		if (this.operations.isCandidateClass(bean)) {
			MetadataLookup<@Nullable Boolean> lookup = (method) -> isStoring(method, bean) ? Boolean.TRUE : null;
			MethodIntrospector.selectMethods(bean, lookup)
				.keySet()
				.forEach((method) -> add(this.methodTypes.of(method, bean).type()));
		}
	}

	private boolean isStoring(Method method, Class<?> bean) {
		Collection<CacheOperation> found = this.operations.getCacheOperations(method, bean);
		return found != null && found.stream()
			.anyMatch((operation) -> operation instanceof CacheableOperation || operation instanceof CachePutOperation);
	}

	private void add(Type type) {
		if (type instanceof Class<?> simple) {
			add(simple);
		}
		else if (type instanceof ParameterizedType generic) {
			add(generic.getRawType());
			addAll(generic.getActualTypeArguments());
		}
		else if (type instanceof GenericArrayType array) {
			add(array.getGenericComponentType());
		}
		else if (type instanceof WildcardType wildcard) {
			addAll(wildcard.getUpperBounds());
		}
	}

	private void addAll(Type[] types) {
		for (Type type : types) {
			add(type);
		}
	}

	private void add(Class<?> type) {
		if (type.isArray()) {
			add(type.getComponentType());
		}
		else if (!type.isPrimitive() && this.found.add(type) && type.isRecord()) {
			for (RecordComponent component : type.getRecordComponents()) {
				add(component.getGenericType());
			}
		}
	}

}
