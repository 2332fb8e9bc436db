package io.github.taggedcache.cache;

import java.lang.reflect.Method;
import java.util.Set;

import io.github.taggedcache.cache.CachedMethods.CachedMethod;
import io.github.taggedcache.cache.LoaderContext.Carrier;
import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.core.load.LoadCall;
import io.github.taggedcache.core.load.Reload;
import io.github.taggedcache.result.AsyncMethods;
import io.github.taggedcache.template.MethodTags;
import io.github.taggedcache.tenant.Tenant;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.interceptor.CacheOperationInvoker;
import org.springframework.core.KotlinDetector;
import org.springframework.util.ClassUtils;

/**
 * A call of an annotated method as it came to the cache: the object, the method, the
 * arguments, and what the annotations and the signature say about them.
 */
final class AnnotatedCall {

	private final Object target;

	private final Method method;

	private final @Nullable Object[] args;

	private final CachedMethods methods;

	private final @Nullable EnteredCall entered;

	private @Nullable CachedMethod known;

	/**
	 * Creates a call.
	 * @param target the object whose method is called
	 * @param method the method that the caller named
	 * @param args the arguments
	 * @param methods where annotations and signatures are looked up
	 * @param entered the call as it can be made once more; null if that is not known
	 */
	AnnotatedCall(Object target, Method method, @Nullable Object[] args, CachedMethods methods,
			@Nullable EnteredCall entered) {
		this.target = target;
		this.method = method;
		this.args = args;
		this.methods = methods;
		this.entered = entered;
	}

	boolean isOf(Object target, Method method) {
		return this.target == target && this.method.equals(method);
	}

	Method method() {
		return this.method;
	}

	String methodName() {
		return ClassUtils.getQualifiedMethodName(this.method);
	}

	boolean isAsync() {
		return AsyncMethods.isAsync(this.method);
	}

	boolean isReactive() {
		return AsyncMethods.isReactive(this.method);
	}

	boolean isSuspending() {
		return KotlinDetector.isSuspendingFunction(this.method);
	}

	/**
	 * What is known of the method. Two threads that look at the same time find the same.
	 */
	CachedMethod cachedMethod() {
		CachedMethod found = this.known;
		if (found == null) {
			found = this.methods.of(this.method, this.target);
			this.known = found;
		}
		return found;
	}

	/**
	 * The type of what the method returns.
	 */
	ValueType type() {
		return cachedMethod().type();
	}

	/**
	 * The templates of the method.
	 */
	MethodTags templates() {
		return cachedMethod().tags();
	}

	/**
	 * Runs the templates that need no result.
	 */
	Set<String> callTags() {
		return templates().callTags(this.target, this.args);
	}

	/**
	 * Runs the templates that need a result.
	 * @param callTags what the others gave; null if they are to run as well
	 */
	Set<String> tags(@Nullable Set<String> callTags, @Nullable Object value) {
		return (callTags != null) ? templates().withResult(callTags, this.target, this.args, value)
				: templates().tags(this.target, this.args, value);
	}

	/**
	 * Which entry the call is to replace, as {@link LoadCall#replaces} says.
	 */
	long replaces() {
		return (this.entered != null) ? this.entered.replaces() : LoadCall.NOTHING;
	}

	/**
	 * The call, if it is made once more in the background.
	 * @return null for a call of a caller
	 */
	@Nullable RepeatedCall repeated() {
		return (this.entered != null) ? this.entered.repeated() : null;
	}

	/**
	 * Calls the method any number of times, if that is known.
	 * @param once calls the method once
	 */
	CacheOperationInvoker repeatable(CacheOperationInvoker once) {
		return (this.entered != null) ? this.entered.repeatable(once) : once;
	}

	/**
	 * How the call is made once more in the background.
	 * @param tenant the tenant of the call
	 * @param context the context of the call
	 * @return null if it cannot be
	 */
	@Nullable Reload reload(Tenant tenant, Carrier context) {
		return (this.entered != null && replaces() == LoadCall.NOTHING
				&& this.methods.isRepeatable(this.method, this.target, this.args))
						? this.entered.reload(tenant, context) : null;
	}

	/**
	 * Logs that a value has too many tags to be stored.
	 */
	void reportTooManyTags(int tags) {
		this.methods.reportTooManyTags(this.method, tags);
	}

	/**
	 * Logs that a value is made from too many cached ones to be stored.
	 */
	void reportTooMuch() {
		this.methods.reportTooMuch(this.method);
	}

}
