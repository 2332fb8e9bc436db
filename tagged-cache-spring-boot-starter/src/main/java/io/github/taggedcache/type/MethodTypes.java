package io.github.taggedcache.type;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.taggedcache.core.codec.ValueCodec;
import io.github.taggedcache.core.codec.ValueType;

import org.springframework.core.BridgeMethodResolver;
import org.springframework.core.KotlinDetector;
import org.springframework.core.MethodClassKey;
import org.springframework.core.MethodParameter;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * The types of what Spring puts into the cache for a method: its generic return type,
 * without the {@code Optional}, future or publisher that Spring takes the value from. A
 * publisher of many gives a list. Like Spring, this class takes off only the outermost
 * container: for a {@code CompletableFuture<Optional<T>>} the cache holds the
 * {@code Optional}. Of a method that is cached entry by entry it is the type of one
 * element.
 * <p>
 * Thread safe. The type is resolved once for each method and target class.
 */
public final class MethodTypes {

	/** The index that Spring gives to the return value among the parameters. */
	private static final int RETURN_VALUE = -1;

	private final ReactiveAdapterRegistry reactiveTypes = ReactiveAdapterRegistry.getSharedInstance();

	private final Map<MethodClassKey, ValueType> types = new ConcurrentHashMap<>();

	private final Supplier<ValueCodec> codec;

	private final BiPredicate<Method, Class<?>> batches;

	/**
	 * Creates it.
	 * @param codec knows the structure of types; asked for with the first method
	 */
	public MethodTypes(Supplier<ValueCodec> codec) {
		this(codec, (method, targetClass) -> false);
	}

	/**
	 * Creates it for methods some of which are cached entry by entry.
	 * @param codec knows the structure of types; asked for with the first method
	 * @param batches tells whether each element of what a method returns is an entry
	 */
	public MethodTypes(Supplier<ValueCodec> codec, BiPredicate<Method, Class<?>> batches) {
		this.codec = codec;
		this.batches = batches;
	}

	/**
	 * The type of a method's cached values.
	 * @param method the method as it was invoked, which may be that of an interface
	 * @param targetClass the class of the object behind the proxy
	 * @return the type; {@code Object}, or a class without arguments, where the
	 * declaration leaves it open
	 */
	public ValueType of(Method method, Class<?> targetClass) {
		MethodClassKey key = new MethodClassKey(method, targetClass);
		ValueType known = this.types.get(key);
		if (known == null) {
			known = resolve(method, targetClass);
			this.types.put(key, known);
		}
		return known;
	}

	private ValueType resolve(Method method, Class<?> targetClass) {
		Class<?> userClass = ClassUtils.getUserClass(targetClass);
		Method specific = specific(method, userClass);
		Type type = this.batches.test(method, targetClass) ? elementType(specific, userClass)
				: valueType(specific, userClass);
		return this.codec.get().type(type, nameOf(specific));
	}

	/**
	 * The type of the elements of a collection or an array, or of the values of a map.
	 */
	private static Type elementType(Method method, Class<?> targetClass) {
		Type returned = TypeResolution.resolve(ResolvableType.forMethodReturnType(method, targetClass));
		Class<?> raw = TypeResolution.rawClass(returned);
		if (raw.isArray()) {
			return TypeResolution.component(returned);
		}
		return Map.class.isAssignableFrom(raw) ? TypeResolution.argument(returned, Map.class, 1)
				: TypeResolution.argument(returned, Iterable.class);
	}

	/**
	 * The method whose generic types count. The methods of a JDK proxy's class have lost
	 * their generic types. If the target is of another hierarchy, like that behind a
	 * Spring Data repository, the method stays as it is.
	 */
	private static Method specific(Method method, Class<?> userClass) {
		return Proxy.isProxyClass(userClass) ? method : BridgeMethodResolver.getMostSpecificMethod(method, userClass);
	}

	/**
	 * The type that a method returns, with nothing taken off.
	 * @param method the method
	 * @param targetClass the class of the object behind the proxy
	 * @return the type
	 */
	public ValueType ofReturnValue(Method method, Class<?> targetClass) {
		return ofParameter(method, RETURN_VALUE, targetClass);
	}

	/**
	 * The type of a parameter.
	 * @param method the method
	 * @param index the index of the parameter
	 * @param targetClass the class of the object behind the proxy
	 * @return the type
	 */
	public ValueType ofParameter(Method method, int index, Class<?> targetClass) {
		Class<?> userClass = ClassUtils.getUserClass(targetClass);
		Method specific = specific(method, userClass);
		MethodParameter parameter = new MethodParameter(specific, index).withContainingClass(userClass);
		return this.codec.get()
			.type(TypeResolution.resolve(ResolvableType.forMethodParameter(parameter)), nameOf(specific));
	}

	private static String nameOf(Method method) {
		return Stream.of(method.getParameterTypes())
			.map(Class::getSimpleName)
			.collect(
					Collectors.joining(", ", method.getDeclaringClass().getName() + "." + method.getName() + "(", ")"));
	}

	private Type valueType(Method method, Class<?> targetClass) {
		if (KotlinDetector.isSuspendingFunction(method)) {
			return resultOf(ResolvableType.forMethodParameter(method, method.getParameterCount() - 1, targetClass));
		}
		Type returned = TypeResolution.resolve(ResolvableType.forMethodReturnType(method, targetClass));
		Class<?> raw = TypeResolution.rawClass(returned);
		if (raw == Optional.class) {
			return TypeResolution.argument(returned, Optional.class);
		}
		return CompletionStage.class.isAssignableFrom(raw) ? TypeResolution.argument(returned, CompletionStage.class)
				: published(returned, raw);
	}

	/**
	 * The result of a suspending function, which is the argument of its continuation.
	 * Spring sees it as a publisher, so that a {@code Flow} is collected.
	 */
	Type resultOf(ResolvableType continuation) {
		Type result = TypeResolution.resolve(continuation.getGeneric(0));
		return published(result, TypeResolution.rawClass(result));
	}

	private Type published(Type type, Class<?> raw) {
		ReactiveAdapter adapter = this.reactiveTypes.getAdapter(raw);
		if (adapter == null) {
			return type;
		}
		if (adapter.getDescriptor().isNoValue()) {
			return Void.class;
		}
		Type element = TypeResolution.argument(type, adapter.getReactiveType());
		return adapter.isMultiValue() ? new ParameterizedValueType(List.class, List.of(element)) : element;
	}

}
