package io.github.taggedcache.batch;

import java.lang.reflect.Method;

import io.github.taggedcache.cache.RegionCache;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.template.BatchRule;
import io.github.taggedcache.template.MethodExpression;
import io.github.taggedcache.template.Outcome;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.interceptor.KeyGenerator;

/**
 * The keys of entries: those that Spring would make if the method had been called with
 * one id. A method with one id of the same region has the same keys.
 *
 * @param cache the cache
 * @param rule what the annotation says
 * @param method the method
 * @param expression the key expression; null if there is none
 * @param generator makes keys where there is no expression
 */
record ElementKeys(RegionCache cache, BatchRule rule, Method method, @Nullable MethodExpression expression,
		KeyGenerator generator) {

	/**
	 * The arguments with one id in the place of all.
	 */
	@Nullable Object[] argsOf(Object id, @Nullable Object[] args) {
		@Nullable Object[] ofOne = args.clone();
		ofOne[this.rule.position()] = id;
		return ofOne;
	}

	/**
	 * The key of an entry.
	 * @param args the arguments with one id in the place of all
	 */
	EntryKey key(Object target, @Nullable Object[] args) {
		Object key = (this.expression != null) ? this.expression.value(target, args, Outcome.notEnded())
				: this.generator.generate(target, this.method, args);
		if (key == null) {
			throw this.rule.failure("the key of an id is null. No key may be null");
		}
		return this.cache.entryKey(key);
	}

}
