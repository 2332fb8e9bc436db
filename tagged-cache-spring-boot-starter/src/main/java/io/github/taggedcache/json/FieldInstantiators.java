package io.github.taggedcache.json;

import java.lang.reflect.Modifier;

import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.ValueInstantiators;

import org.springframework.objenesis.SpringObjenesis;

/**
 * Makes objects of classes without a usable constructor: the object is there without any
 * constructor having run, and its fields are set afterwards.
 */
final class FieldInstantiators extends ValueInstantiators.Base {

	private final SpringObjenesis objenesis = new SpringObjenesis();

	@Override
	public ValueInstantiator modifyValueInstantiator(DeserializationConfig config, BeanDescription.Supplier description,
			ValueInstantiator instantiator) {
		Class<?> type = description.getBeanClass();
		return (instantiator.canInstantiate() || description.getType().isContainerType()
				|| Modifier.isAbstract(type.getModifiers()) || type.isEnum() || type.isRecord()
				|| StoredClass.isOfPlatform(type)) ? instantiator : new WithoutConstructor(type);
	}

	private final class WithoutConstructor extends ValueInstantiator.Base {

		private final Class<?> type;

		private WithoutConstructor(Class<?> type) {
			super(type);
			this.type = type;
		}

		@Override
		public boolean canInstantiate() {
			return true;
		}

		@Override
		public boolean canCreateUsingDefault() {
			return true;
		}

		@Override
		public Object createUsingDefault(DeserializationContext context) {
			return FieldInstantiators.this.objenesis.newInstance(this.type);
		}

	}

}
