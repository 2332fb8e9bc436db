package io.github.taggedcache.batch;

import java.lang.reflect.UndeclaredThrowableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.taggedcache.cache.BatchCall;
import io.github.taggedcache.core.codec.ValueTypes;
import io.github.taggedcache.core.judge.DeclaredTags;
import io.github.taggedcache.core.load.BatchLoader.Loaded;
import io.github.taggedcache.core.load.LoadedValue.HandedOver;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.template.MethodExpression;
import io.github.taggedcache.template.Outcome;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.aop.interceptor.ExposeInvocationInterceptor;

/**
 * One call of a method over many ids.
 *
 * @param method the method
 * @param invocation the call as it came to the cache
 * @param target the object whose method is called
 * @param token the load token of its arrival
 */
record BatchInvocation(BatchMethod method, ProxyMethodInvocation invocation, Object target,
		long token) implements BatchCall<Element> {

	@Override
	public ValueTypes types() {
		return this.method.types();
	}

	@Override
	public String source() {
		return this.method.result().method();
	}

	@Override
	public boolean inherits() {
		return this.method.inherits();
	}

	@Override
	public DeclaredTags declared(Element element) {
		return element;
	}

	@Override
	public List<@Nullable Loaded> load(List<Element> missing) throws Exception {
		missing.forEach(Element::renewCallTags);
		List<Object> ids = new ArrayList<>(missing.size());
		List<EntryKey> keys = new ArrayList<>(missing.size());
		for (Element element : missing) {
			ids.add(element.id());
			keys.add(key(element.args()));
		}
		@Nullable Object[] args = this.method.argsOf(ids, this.invocation.getArguments());
		Map<EntryKey, HandedOver> values = this.method.result()
			.values(proceed(args), this.target, args, keys,
					(id) -> key(this.method.keys().argsOf(id, this.invocation.getArguments())));
		List<@Nullable Loaded> loaded = new ArrayList<>(missing.size());
		for (int i = 0; i < keys.size(); i++) {
			HandedOver value = values.get(keys.get(i));
			loaded.add((value != null) ? new Loaded(value.value(), isStored(missing.get(i), value.value())) : null);
		}
		return loaded;
	}

	private EntryKey key(@Nullable Object[] args) {
		return this.method.keys().key(this.target, args);
	}

	/**
	 * Calls the method, through the interceptors that lie behind the cache, which see the
	 * arguments of this call. It is a copy, as it may have to be made again.
	 */
	private @Nullable Object proceed(@Nullable Object[] args) throws Exception {
		try {
			return ExposeInvocationInterceptor.INSTANCE.invoke(this.invocation.invocableClone(args));
		}
		catch (Exception | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new UndeclaredThrowableException(ex);
		}
	}

	private boolean isStored(Element element, @Nullable Object value) {
		MethodExpression unless = this.method.unless();
		return unless == null || !Boolean.TRUE.equals(unless.value(this.target, element.args(), Outcome.result(value)));
	}

}
