package io.github.taggedcache.json;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.deser.Deserializers;
import tools.jackson.databind.deser.KeyDeserializers;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.ser.Serializers;

import org.springframework.util.ClassUtils;

/**
 * The serializers and deserializers of one module of the application, of which those
 * count that come as a pair for a type. A serializer alone masks or shortens what an API
 * shows, a deserializer alone trims what an API is sent. A serializer of one module and a
 * deserializer of another one were not made for each other, and are no pair.
 * <p>
 * Containers of other libraries are an exception: many modules bring only their
 * deserializers, since Jackson itself can write them.
 */
final class ModulePair {

	private final List<Serializers> serializers = new ArrayList<>();

	private final List<Deserializers> deserializers = new ArrayList<>();

	private final List<Serializers> keySerializers = new ArrayList<>();

	private final List<KeyDeserializers> keyDeserializers = new ArrayList<>();

	private final Set<Object> made = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

	private final Supplier<JsonMapper> mapper;

	ModulePair(Supplier<JsonMapper> mapper) {
		this.mapper = mapper;
	}

	Serializers add(Serializers added) {
		this.serializers.add(added);
		return proxy(Serializers.class, added, (result, arguments) -> {
			boolean isPaired = isRead((JavaType) arguments[1]);
			if (isPaired) {
				this.made.add(result);
			}
			return isPaired;
		});
	}

	Deserializers add(Deserializers added) {
		this.deserializers.add(added);
		return proxy(Deserializers.class, added,
				(result, arguments) -> !(arguments[0] instanceof JavaType type) || isContainerOfLibrary(type)
						|| isWritten(this.serializers, type, (BeanDescription.Supplier) arguments[2]));
	}

	Serializers addKeys(Serializers added) {
		this.keySerializers.add(added);
		return proxy(Serializers.class, added, (result, arguments) -> {
			boolean isPaired = isKeyRead((JavaType) arguments[1], (BeanDescription.Supplier) arguments[2]);
			if (isPaired) {
				this.made.add(result);
			}
			return isPaired;
		});
	}

	KeyDeserializers addKeys(KeyDeserializers added) {
		this.keyDeserializers.add(added);
		return proxy(KeyDeserializers.class, added, (result, arguments) -> isWritten(this.keySerializers,
				(JavaType) arguments[0], (BeanDescription.Supplier) arguments[2]));
	}

	/**
	 * Whether the module brought a serializer that has a counterpart.
	 */
	boolean isFrom(ValueSerializer<?> serializer) {
		return this.made.contains(serializer);
	}

	private static boolean isContainerOfLibrary(JavaType type) {
		return (type.isContainerType() || type.isReferenceType()) && !type.isArrayType()
				&& !StoredClass.isOfPlatform(type.getRawClass());
	}

	/**
	 * Whether the module knows how to read a type, or something that the type is.
	 */
	boolean isRead(JavaType type) {
		Class<?> raw = type.getRawClass();
		if (isRead(raw)) {
			return true;
		}
		for (Class<?> parent = raw.getSuperclass(); parent != null
				&& parent != Object.class; parent = parent.getSuperclass()) {
			if (isRead(parent)) {
				return true;
			}
		}
		for (Class<?> parent : ClassUtils.getAllInterfacesForClass(raw)) {
			if (isRead(parent)) {
				return true;
			}
		}
		return false;
	}

	private boolean isRead(Class<?> type) {
		for (Deserializers candidate : this.deserializers) {
			if (candidate.hasDeserializerFor(this.mapper.get().deserializationConfig(), type)) {
				return true;
			}
		}
		return false;
	}

	private boolean isKeyRead(JavaType type, BeanDescription.Supplier description) {
		for (KeyDeserializers candidate : this.keyDeserializers) {
			if (candidate.findKeyDeserializer(type, this.mapper.get().deserializationConfig(), description) != null) {
				return true;
			}
		}
		return false;
	}

	private boolean isWritten(List<Serializers> candidates, JavaType type, BeanDescription.Supplier description) {
		for (Serializers candidate : candidates) {
			Object found = type.isEnumType()
					? candidate.findEnumSerializer(this.mapper.get().serializationConfig(), type, description, null)
					: candidate.findSerializer(this.mapper.get().serializationConfig(), type, description, null);
			if (found != null) {
				return true;
			}
		}
		return false;
	}

	/**
	 * The interfaces have a method for each kind of type, all of them named {@code find}.
	 */
	private static <T> T proxy(Class<T> type, T target, Filter filter) {
		InvocationHandler handler = (proxy, method, arguments) -> {
			Object result = invoke(method, target, arguments);
			return (result != null && method.getName().startsWith("find") && !filter.accepts(result, arguments)) ? null
					: result;
		};
		return type.cast(Proxy.newProxyInstance(ModulePair.class.getClassLoader(), new Class<?>[] { type }, handler));
	}

	static @Nullable Object invoke(Method method, Object target, Object @Nullable [] arguments) throws Throwable {
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

	private interface Filter {

		boolean accepts(Object result, Object[] arguments);

	}

}
