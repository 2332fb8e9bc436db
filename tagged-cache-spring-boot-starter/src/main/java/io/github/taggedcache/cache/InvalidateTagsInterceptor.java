package io.github.taggedcache.cache;

import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import io.github.taggedcache.template.InvalidationRule;
import io.github.taggedcache.template.Outcome;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * Invalidates tags around a method. Too much is safe and too little never is: it
 * invalidates however the method ends, and for futures and publishers before anybody sees
 * the end.
 */
public final class InvalidateTagsInterceptor implements MethodInterceptor {

	private final AnnotatedMethods methods;

	private final SingletonSupplier<Invocations> invocations;

	/**
	 * Creates an interceptor.
	 * @param methods what annotations say
	 * @param invocations the invocations that go on, and the manager; asked for at the
	 * first call
	 */
	public InvalidateTagsInterceptor(AnnotatedMethods methods, Supplier<Invocations> invocations) {
		this.methods = methods;
		this.invocations = SingletonSupplier.of(invocations);
	}

	@Override
	public @Nullable Object invoke(MethodInvocation call) throws Throwable {
		Object target = call.getThis();
		if (target == null || this.invocations.obtain().isReplaced()) {
			return call.proceed();
		}
		Method method = call.getMethod();
		List<InvalidationRule> rules = this.methods.invalidationRules(method,
				AopProxyUtils.ultimateTargetClass(target));
		TagInvalidation invalidation = new TagInvalidation(this.invocations.obtain(), rules, target, method,
				call.getArguments());
		return AnnotatedMethods.isAsync(method) ? invokeAsync(call, invalidation) : invokeBlocking(call, invalidation);
	}

	private @Nullable Object invokeBlocking(MethodInvocation call, TagInvalidation invalidation) throws Throwable {
		invalidation.run(Outcome.notEnded());
		Object result;
		try {
			result = call.proceed();
		}
		catch (Throwable ex) {
			afterException(invalidation, ex);
			throw ex;
		}
		if (result instanceof CompletionStage<?> stage
				&& call.getMethod().getReturnType().isAssignableFrom(CompletableFuture.class)) {
			invalidation.repeatAfterTransaction();
			return new AsyncInvalidation(invalidation, CompletableFuture.completedFuture(null))
				.joined(stage.toCompletableFuture());
		}
		invalidation.run(Outcome.result(result));
		return result;
	}

	/**
	 * The caller gets the method's own exception, so what is not recorded is sent again
	 * later.
	 */
	private static void afterException(TagInvalidation invalidation, Throwable thrown) {
		try {
			invalidation.run(Outcome.exception());
		}
		catch (RuntimeException ex) {
			thrown.addSuppressed(ex);
			invalidation.retryFailed(ex);
		}
	}

	/**
	 * An invalidation before the invocation is sent before the method is called, and is
	 * awaited with those after it. Nobody waits here: this may be a thread that brings
	 * the answers.
	 */
	private @Nullable Object invokeAsync(MethodInvocation call, TagInvalidation invalidation) throws Throwable {
		invalidation.repeatAfterTransaction();
		AsyncInvalidation after = new AsyncInvalidation(invalidation, invalidation.startBefore());
		Object result;
		try {
			result = call.proceed();
		}
		catch (Throwable ex) {
			after.failedAtOnce(ex);
			throw ex;
		}
		if (result instanceof CompletableFuture<?> future) {
			return after.joined(future);
		}
		return (result != null && AnnotatedMethods.isReactive(call.getMethod()))
				? PublisherInvalidation.joined(result, call.getMethod(), after) : result;
	}

}
