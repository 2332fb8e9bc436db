package io.github.taggedcache.batch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.taggedcache.cache.RegionCache;
import io.github.taggedcache.core.codec.ValueTypes;
import io.github.taggedcache.core.load.LoadedValue.HandedOver;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.template.BatchRule;
import io.github.taggedcache.template.MethodExpression;
import io.github.taggedcache.template.MethodTags;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.ProxyMethodInvocation;

/**
 * A method over many ids, whose values are entries of one cache.
 */
public final class BatchMethod {

	private final RegionCache cache;

	private final ValueTypes types;

	private final MethodTags tags;

	private final BatchRule rule;

	private final IdParameter parameter;

	private final ElementKeys keys;

	private final MethodResult result;

	private final @Nullable MethodExpression unless;

	private final @Nullable String methodTag;

	/**
	 * Creates it.
	 * @param types the type of one element
	 * @param tags the templates
	 * @param rule what the annotation says
	 * @param unless says of a value that it is not stored; null if all are
	 * @param methodTag the tag that names the method; null if the region has no such tags
	 */
	BatchMethod(RegionCache cache, ValueTypes types, MethodTags tags, BatchRule rule, IdParameter parameter,
			ElementKeys keys, MethodResult result, @Nullable MethodExpression unless, @Nullable String methodTag) {
		this.cache = cache;
		this.types = types;
		this.tags = tags;
		this.rule = rule;
		this.parameter = parameter;
		this.keys = keys;
		this.result = result;
		this.unless = unless;
		this.methodTag = methodTag;
	}

	/**
	 * Calls the method with the ids that are missing in the cache.
	 * @param invocation the call
	 * @param target the object whose method is called
	 * @return what the caller gets
	 * @throws Exception what the method throws
	 */
	public Object call(ProxyMethodInvocation invocation, Object target) throws Exception {
		// Before any code of the application runs
		long token = this.cache.getNativeCache().token();
		@Nullable Object[] args = invocation.getArguments();
		List<Object> ids = ids(args);
		List<EntryKey> all = new ArrayList<>(ids.size());
		Map<EntryKey, Element> elements = new LinkedHashMap<>();
		for (Object id : ids) {
			@Nullable Object[] ofOne = this.keys.argsOf(id, args);
			EntryKey key = this.keys.key(target, ofOne);
			all.add(key);
			elements.computeIfAbsent(key, (same) -> new Element(id, this.tags, target, ofOne, this.methodTag));
		}
		Map<EntryKey, HandedOver> values = elements.isEmpty() ? Map.of()
				: this.cache.getAll(elements, new BatchInvocation(this, invocation, target, token));
		return this.result.of(ids, all, values);
	}

	/**
	 * Evicts the entries that a call uses. In a transaction at its commit.
	 * @param args the arguments of the call
	 * @param target the object whose method would be called
	 */
	public void evict(@Nullable Object[] args, Object target) {
		Set<EntryKey> used = new LinkedHashSet<>();
		for (Object id : ids(args)) {
			used.add(this.keys.key(target, this.keys.argsOf(id, args)));
		}
		this.cache.evictEntries(List.copyOf(used));
	}

	private List<Object> ids(@Nullable Object[] args) {
		Object argument = args[this.rule.position()];
		if (argument == null) {
			throw this.rule.failure("the argument is null. Give an empty collection for no ids");
		}
		List<Object> ids = new ArrayList<>();
		for (Object id : this.parameter.read(argument)) {
			if (id == null) {
				throw this.rule.failure("one of the ids is null. Leave it out");
			}
			ids.add(id);
		}
		return ids;
	}

	ValueTypes types() {
		return this.types;
	}

	boolean inherits() {
		return this.tags.inherits();
	}

	/**
	 * The arguments with some of the ids in the place of all.
	 */
	@Nullable Object[] argsOf(List<Object> ids, @Nullable Object[] args) {
		@Nullable Object[] ofSome = args.clone();
		Object original = args[this.rule.position()];
		ofSome[this.rule.position()] = this.parameter.make(ids, (original != null) ? original : ids);
		return ofSome;
	}

	ElementKeys keys() {
		return this.keys;
	}

	MethodResult result() {
		return this.result;
	}

	@Nullable MethodExpression unless() {
		return this.unless;
	}

}
