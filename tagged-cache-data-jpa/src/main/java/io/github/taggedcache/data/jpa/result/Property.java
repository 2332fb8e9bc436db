package io.github.taggedcache.data.jpa.result;

import java.beans.PropertyDescriptor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Stream;

import io.github.taggedcache.check.SetupException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.util.ReflectionUtils;

/**
 * A value inside of an object.
 */
@FunctionalInterface
interface Property {

	/**
	 * The value.
	 * @param object the object
	 * @return null if there is none
	 */
	@Nullable Object of(Object object);

	/**
	 * A property of a class by its name: a record component, a getter or a field.
	 * @param declared the class or interface that names it
	 * @param type the class of the objects
	 * @throws SetupException if there is no such property
	 */
	static Property of(Class<?> declared, Class<?> type, String name) {
		for (Class<?> owner : new Class<?>[] { declared, type }) {
			Method getter = getter(owner, name);
			if (getter != null) {
				return of(getter);
			}
			Field field = owner.isInterface() ? null : ReflectionUtils.findField(owner, name);
			if (field != null) {
				return of(field);
			}
		}
		throw new SetupException(
				"@EntityTags on " + declared.getName() + " names a property that objects of " + type.getName()
						+ " do not have: " + name + ".",
				"Name a record component, a field or a bean property that holds the id: "
						+ "@EntityTags(value = ..., id = \"...\").");
	}

	private static @Nullable Method getter(Class<?> type, String name) {
		if (type.isRecord()) {
			return Arrays.stream(type.getRecordComponents())
				.filter((component) -> component.getName().equals(name))
				.map(RecordComponent::getAccessor)
				.findFirst()
				.orElse(null);
		}
		PropertyDescriptor descriptor = BeanUtils.getPropertyDescriptor(type, name);
		return (descriptor != null) ? descriptor.getReadMethod() : null;
	}

	/**
	 * What a field holds.
	 */
	static Property of(Field field) {
		ReflectionUtils.makeAccessible(field);
		return (object) -> ReflectionUtils.getField(field, object);
	}

	private static Property of(Method getter) {
		ReflectionUtils.makeAccessible(getter);
		return (object) -> ReflectionUtils.invokeMethod(getter, object);
	}

	/**
	 * The getters of an interface that may give objects.
	 */
	static Stream<Property> getters(Class<?> type) {
		return Arrays.stream(BeanUtils.getPropertyDescriptors(type))
			.filter((property) -> property.getReadMethod() != null
					&& !BeanUtils.isSimpleProperty(property.getPropertyType()))
			.map((property) -> of(property.getReadMethod()));
	}

}
