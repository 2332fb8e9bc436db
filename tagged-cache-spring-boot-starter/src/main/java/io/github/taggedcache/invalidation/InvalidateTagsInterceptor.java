package io.github.taggedcache.invalidation;

import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import io.github.taggedcache.result.AsyncMethods;
import io.github.taggedcache.result.JoinedResult;
import io.github.taggedcache.template.InvalidationRule;
import io.github.taggedcache.template.Outcome;
import io.github.taggedcache.template.TagAnnotations;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * Invalidates tags around a method, however the method ends. For futures and publishers
 * the invalidation is recorded before the caller sees the end.
 * <p>
 * To invalidate too much is safe, and to invalidate too little never is: a method that
 * threw may have changed something before.
 */
public final class InvalidateTagsInterceptor implements MethodInterceptor {

	private final TagAnnotations annotations;

	private final SingletonSupplier<Invalidations> invalidations;

	/**
	 * Creates an interceptor.
	 * @param annotations finds the rules of methods
	 * @param invalidations makes the invalidations; asked for at the first call
	 */
	public InvalidateTagsInterceptor(TagAnnotations annotations, Supplier<Invalidations> invalidations) {
		this.annotations = annotations;
		this.invalidations = SingletonSupplier.of(invalidations);
	}

	@Override
	public @Nullable Object invoke(MethodInvocation call) throws Throwable {
		Object target = call.getThis();
		Invalidations invalidations = this.invalidations.obtain();
		Method method = call.getMethod();
		if (target == null || !invalidations.areOn(method)) {
			return call.proceed();
		}
		List<InvalidationRule> rules = this.annotations.invalidationRules(method,
				AopProxyUtils.ultimateTargetClass(target));
		TagInvalidation invalidation = new TagInvalidation(invalidations, rules, target, call.getArguments(),
				invalidations.callOf(target, method), UnheardCalls.include(method), invalidations.tenant(method));
		return AsyncMethods.isAsync(method) ? invokeAsync(call, invalidation) : invokeBlocking(call, invalidation);
	}

	private @Nullable Object invokeBlocking(MethodInvocation call, TagInvalidation invalidation) throws Throwable {
		invalidation.run(Outcome.notEnded());
		Object result;
		try {
			result = call.proceed();
		}
		catch (Throwable ex) {
			invalidation.runAfterException(ex);
			throw ex;
		}
		if (result instanceof CompletionStage<?> stage
				&& call.getMethod().getReturnType().isAssignableFrom(CompletableFuture.class)) {
			invalidation.repeatAfterSynchronizations();
			return JoinedResult.of(stage.toCompletableFuture(),
					new AsyncInvalidation(invalidation, CompletableFuture.completedFuture(null)));
		}
		invalidation.run(Outcome.result(result));
		return result;
	}

	/**
	 * Sends the invalidations of the stage before the call, and joins their end to the
	 * result together with those after it. Nobody waits here: the calling thread may be
	 * the thread that brings the store's answers.
	 */
	private @Nullable Object invokeAsync(MethodInvocation call, TagInvalidation invalidation) throws Throwable {
		invalidation.repeatAfterSynchronizations();
		AsyncInvalidation after = new AsyncInvalidation(invalidation, invalidation.startBefore());
		Object result;
		try {
			result = call.proceed();
		}
		catch (Throwable ex) {
			after.failedAtOnce(ex);
			throw ex;
		}
		return JoinedResult.of(result, call.getMethod(), after);
	}

}
