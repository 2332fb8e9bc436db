package io.github.taggedcache.invalidation;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

import io.github.taggedcache.annotation.InvalidateTags;
import io.github.taggedcache.template.TagAnnotations;
import org.aopalliance.aop.Advice;

import org.springframework.aop.Pointcut;
import org.springframework.aop.support.AbstractPointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotationUtils;

/**
 * Advises the methods that declare {@link InvalidateTags}: inside Spring's cache advisor
 * and outside the transaction advisor.
 */
public final class InvalidateTagsAdvisor extends AbstractPointcutAdvisor {

	/** The order of this advisor among those of a method. */
	public static final int ORDER = Ordered.LOWEST_PRECEDENCE - 1;

	private static final long serialVersionUID = 1L;

	private final transient Advice advice;

	private final transient Pointcut pointcut;

	/**
	 * Creates an advisor.
	 * @param annotations finds the rules of methods
	 * @param interceptor invalidates
	 */
	public InvalidateTagsAdvisor(TagAnnotations annotations, InvalidateTagsInterceptor interceptor) {
		this.advice = interceptor;
		this.pointcut = new StaticMethodMatcherPointcut() {

			{
				setClassFilter((type) -> AnnotationUtils.isCandidateClass(type, InvalidateTags.class));
			}

			/**
			 * No proxy sees a call of a static method. Kotlin gives an open suspending
			 * function a static twin with the same annotations, whose parameters have no
			 * names.
			 */
			@Override
			public boolean matches(Method method, Class<?> targetClass) {
				return !Modifier.isStatic(method.getModifiers())
						&& !annotations.invalidationRules(method, targetClass).isEmpty();
			}

		};
		setOrder(ORDER);
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
