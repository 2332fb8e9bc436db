package io.github.taggedcache.cache;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.core.envelope.Header;
import io.github.taggedcache.core.judge.DeclaredTags;
import io.github.taggedcache.core.load.Dependencies;
import io.github.taggedcache.core.near.Sharing;
import io.github.taggedcache.core.near.SharingRules;
import io.github.taggedcache.template.MethodTags;
import io.github.taggedcache.template.TagAnnotations;
import io.github.taggedcache.type.MethodTypes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.KeyGenerator;
import org.springframework.cache.interceptor.SimpleKeyGenerator;
import org.springframework.core.KotlinDetector;
import org.springframework.core.MethodClassKey;
import org.springframework.util.StringUtils;

/**
 * What is known of the methods that store what they return. Each method is looked at
 * once.
 */
final class CachedMethods {

	private static final Logger logger = LoggerFactory.getLogger(CachedMethods.class);

	private final Map<MethodClassKey, CachedMethod> known = new ConcurrentHashMap<>();

	private final Set<Method> withTooManyTags = ConcurrentHashMap.newKeySet();

	private final Set<Method> withTooMuch = ConcurrentHashMap.newKeySet();

	private final Set<Method> withMutableArguments = ConcurrentHashMap.newKeySet();

	private final SharingRules sharing = new SharingRules();

	private final TagAnnotations annotations;

	private final MethodTypes types;

	CachedMethods(TagAnnotations annotations, MethodTypes types) {
		this.annotations = annotations;
		this.types = types;
	}

	CachedMethod of(Method method, Object target) {
		Class<?> targetClass = AopProxyUtils.ultimateTargetClass(target);
		MethodClassKey key = new MethodClassKey(method, targetClass);
		CachedMethod found = this.known.get(key);
		if (found == null) {
			found = new CachedMethod(this.types.of(method, targetClass),
					this.annotations.methodTags(method, targetClass), TaggedMethod.of(method, targetClass));
			this.known.put(key, found);
		}
		return found;
	}

	/**
	 * Whether the auditor may call a method once more: not one that invalidates tags, or
	 * suspends.
	 */
	boolean isRepeatable(Method method, Object target) {
		return !KotlinDetector.isSuspendingFunction(method)
				&& this.annotations.invalidationRules(method, AopProxyUtils.ultimateTargetClass(target)).isEmpty();
	}

	/**
	 * Whether a call may be made once more in the background, while its caller goes on
	 * with the arguments: only if nobody can change them. What cannot be is logged once
	 * for each method.
	 */
	boolean isRepeatable(Method method, Object target, @Nullable Object[] args) {
		if (!isRepeatable(method, target)) {
			return false;
		}
		for (Object arg : args) {
			if (arg != null && this.sharing.of(arg) != Sharing.SHARED) {
				reportMutable(method, arg);
				return false;
			}
		}
		return true;
	}

	private void reportMutable(Method method, Object arg) {
		if (this.withMutableArguments.add(method)) {
			logger.warn(
					"{}.{} is not called in the background, and nothing stale is served for it: its caller could"
							+ " change the argument of class {} meanwhile. Use records, text or numbers",
					method.getDeclaringClass().getName(), method.getName(), arg.getClass().getName());
		}
	}

	/**
	 * Logs once for each method that one of its values has too many tags to be stored.
	 */
	void reportTooManyTags(Method method, int tags) {
		if (this.withTooManyTags.add(method)) {
			logger.error(
					"{}.{} returned a value that is not cached: it has {} tags, and an entry carries at most {}."
							+ " Use a tag that stands for more",
					method.getDeclaringClass().getName(), method.getName(), tags, Header.MAX_TAGS);
		}
	}

	/**
	 * Logs once for each method that one of its values is made from too many cached ones
	 * to be stored.
	 */
	void reportTooMuch(Method method) {
		if (this.withTooMuch.add(method)) {
			logger.warn(
					"{}.{} returned a value that is not cached: it is made from cached values with more than {} tags"
							+ " and keys together. Load less at a time, or give the method wider tags of its own and"
							+ " @CacheTags(inherit = false)",
					method.getDeclaringClass().getName(), method.getName(), Dependencies.MAX_NAMES);
		}
	}

	/**
	 * A method that stores what it returns.
	 *
	 * @param type the type of its values
	 * @param tags its templates
	 * @param named the methods of its name
	 */
	record CachedMethod(ValueType type, MethodTags tags, TaggedMethod named) {

		/**
		 * What stands for the tags that the method declares in a region: for its
		 * templates, and for its name where the region has tags of methods.
		 */
		long templates(CacheOperation operation, RegionCache cache, KeyGenerator defaultKeys) {
			long templates = templates(operation, defaultKeys);
			if (templates == DeclaredTags.UNKNOWN_TEMPLATES
					|| !cache.getNativeCache().settings().names().methodTags()) {
				return templates;
			}
			long both = 31 * templates + this.named.fingerprint();
			return (both != DeclaredTags.NO_TEMPLATES && both != DeclaredTags.UNKNOWN_TEMPLATES) ? both : 1;
		}

		/**
		 * The fingerprint of the templates, if the key of the operation determines what
		 * the templates give.
		 */
		private long templates(CacheOperation operation, KeyGenerator defaultKeys) {
			if (StringUtils.hasText(operation.getKey())) {
				return this.tags.templatesByKey(operation.getKey());
			}
			boolean isOfArguments = !StringUtils.hasText(operation.getKeyGenerator())
					&& defaultKeys.getClass() == SimpleKeyGenerator.class;
			return isOfArguments ? this.tags.templatesByArguments() : this.tags.templatesByResult();
		}

	}

}
