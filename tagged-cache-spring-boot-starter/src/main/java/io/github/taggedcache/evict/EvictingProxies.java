package io.github.taggedcache.evict;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Makes objects that evict what a bean would read: proxies of the same kind as the bean's
 * own, around the same target, whose methods never reach that target.
 */
public final class EvictingProxies {

	private static final String REMEDY = "Pass the bean as it is injected, where @EnableCaching is on"
			+ " and a method has @Cacheable or @CachePut";

	private EvictingProxies() {
	}

	/**
	 * Makes an object that evicts what a bean would read.
	 * @param <T> the type of the bean
	 * @param bean the bean
	 * @return the object
	 * @throws IllegalArgumentException if the bean is no proxy that caches
	 */
	public static <T> T of(T bean) {
		Advised outermost = requireProxy(bean);
		Advised cached = outermost;
		EvictingCalls calls = calls(cached);
		while (calls == null && target(cached) instanceof Advised inner) {
			// A scoped proxy, say, around the one that caches
			cached = inner;
			calls = calls(cached);
		}
		if (calls == null) {
			throw new IllegalArgumentException("No cache of tagged-cache is around the bean of class "
					+ AopProxyUtils.ultimateTargetClass(bean).getName() + ". " + REMEDY + ".");
		}
		EvictingCalls found = calls;
		int levels = levels(outermost, cached);
		requireNoFinalMethod(bean, found);
		return proxy(bean, outermost, (call) -> found.evict(new EvictingCall(call, targetOf(call, levels))));
	}

	/**
	 * Makes an object of the same type whose methods do nothing.
	 * @param <T> the type of the bean
	 * @param bean the bean
	 * @return the object
	 * @throws IllegalArgumentException if the bean is no proxy
	 */
	public static <T> T evictingNothing(T bean) {
		return proxy(bean, requireProxy(bean), (call) -> EmptyResult.of(call.getMethod()));
	}

	private static Advised requireProxy(Object bean) {
		if (bean instanceof Advised advised) {
			return advised;
		}
		throw new IllegalArgumentException("An object of class " + bean.getClass().getName()
				+ " is no proxy of Spring's that can be looked into," + " so its calls use no cache. " + REMEDY + ".");
	}

	private static @Nullable EvictingCalls calls(Advised proxy) {
		return Arrays.stream(proxy.getAdvisors())
			.map(Advisor::getAdvice)
			.filter(EvictingCalls.class::isInstance)
			.map(EvictingCalls.class::cast)
			.findFirst()
			.orElse(null);
	}

	private static @Nullable Object target(Advised proxy) {
		try {
			return proxy.getTargetSource().getTarget();
		}
		catch (Exception ex) {
			throw new IllegalArgumentException("The target of the bean of class "
					+ proxy.getTargetSource().getTargetClass() + " is not there now: " + ex.getMessage(), ex);
		}
	}

	private static int levels(Advised outermost, Advised cached) {
		int levels = 0;
		for (Object proxy = outermost; proxy != cached && proxy instanceof Advised advised; proxy = target(advised)) {
			levels++;
		}
		return levels;
	}

	/**
	 * What the cache of the bean would call: the target of the proxy that caches. A
	 * target may be another one for each call, as that of a scope.
	 */
	private static @Nullable Object targetOf(MethodInvocation call, int levels) {
		Object target = call.getThis();
		for (int i = 0; i < levels; i++) {
			target = (target instanceof Advised inner) ? target(inner) : target;
		}
		return target;
	}

	/**
	 * A proxy of a class cannot override what is final, so the method would run on an
	 * object that no constructor has made.
	 */
	private static void requireNoFinalMethod(Object bean, EvictingCalls calls) {
		if (!isOfClass(bean)) {
			return;
		}
		Class<?> type = AopProxyUtils.ultimateTargetClass(bean);
		for (Method method : ReflectionUtils.getUniqueDeclaredMethods(type)) {
			if (Modifier.isFinal(method.getModifiers()) && !Modifier.isPrivate(method.getModifiers())
					&& !Modifier.isStatic(method.getModifiers()) && calls.isStoring(method, type)) {
				throw new IllegalArgumentException(type.getName() + "." + method.getName()
						+ " is final: neither Spring's proxy nor an evicting one can intercept its calls."
						+ " Make it not final, or cache it behind an interface.");
			}
		}
	}

	private static boolean isOfClass(Object bean) {
		return AopUtils.isCglibProxy(bean);
	}

	@SuppressWarnings("unchecked") // it has the interfaces and the class of the bean's
									// proxy
	private static <T> T proxy(T bean, Advised advised, MethodInterceptor evicting) {
		ProxyFactory factory = new ProxyFactory();
		factory.setTargetSource(advised.getTargetSource());
		factory.setInterfaces(advised.getProxiedInterfaces());
		factory.setProxyTargetClass(isOfClass(bean));
		factory.setOpaque(true);
		factory.addAdvice((MethodInterceptor) (call) -> ReflectionUtils.isObjectMethod(call.getMethod())
				? ofObject(call, bean) : evicting.invoke(call));
		return (T) factory.getProxy(bean.getClass().getClassLoader());
	}

	private static @Nullable Object ofObject(MethodInvocation call, Object bean) {
		return call.getMethod().getName().equals("toString")
				? "evicting " + AopProxyUtils.ultimateTargetClass(bean).getName() : EmptyResult.of(call.getMethod());
	}

}
