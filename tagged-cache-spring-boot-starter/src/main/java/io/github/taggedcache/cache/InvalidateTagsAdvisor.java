package io.github.taggedcache.cache;

import java.lang.reflect.Method;

import io.github.taggedcache.annotation.InvalidateTags;
import org.aopalliance.aop.Advice;

import org.springframework.aop.Pointcut;
import org.springframework.aop.support.AbstractPointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.core.annotation.AnnotationUtils;

/**
 * Advises the methods that declare {@link InvalidateTags}. Its order is inside Spring's
 * cache advisor and outside the transaction advisor ({@link AdvisorOrder}).
 */
public final class InvalidateTagsAdvisor extends AbstractPointcutAdvisor {

	private static final long serialVersionUID = 1L;

	private final transient Advice advice;

	private final transient Pointcut pointcut;

	/**
	 * Creates an advisor.
	 * @param methods what annotations say
	 * @param interceptor invalidates
	 */
	public InvalidateTagsAdvisor(AnnotatedMethods methods, InvalidateTagsInterceptor interceptor) {
		this.advice = interceptor;
		this.pointcut = new StaticMethodMatcherPointcut() {

			{
				setClassFilter((type) -> AnnotationUtils.isCandidateClass(type, InvalidateTags.class));
			}

			@Override
			public boolean matches(Method method, Class<?> targetClass) {
				return !methods.invalidationRules(method, targetClass).isEmpty();
			}

		};
		setOrder(AdvisorOrder.INVALIDATION);
	}

	@Override
	public Pointcut getPointcut() {
		return this.pointcut;
	}

	@Override
	public Advice getAdvice() {
		return this.advice;
	}

}
