package io.github.taggedcache.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AccessorNamingStrategy;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.AnnotatedField;
import tools.jackson.databind.introspect.AnnotatedMethod;

/**
 * Knows no getters and setters: properties are fields, by the names of the fields. Fields
 * of the platform's classes cannot be opened and are left out.
 */
final class FieldNaming extends AccessorNamingStrategy.Provider {

	@Override
	public AccessorNamingStrategy forPOJO(MapperConfig<?> config, AnnotatedClass type) {
		return new Fields();
	}

	@Override
	public AccessorNamingStrategy forBuilder(MapperConfig<?> config, AnnotatedClass type, BeanDescription description) {
		return new Fields();
	}

	@Override
	public AccessorNamingStrategy forRecord(MapperConfig<?> config, AnnotatedClass type) {
		return new Fields();
	}

	private static final class Fields extends AccessorNamingStrategy {

		@Override
		public @Nullable String findNameForIsGetter(AnnotatedMethod method, String name) {
			return null;
		}

		@Override
		public @Nullable String findNameForRegularGetter(AnnotatedMethod method, String name) {
			return null;
		}

		@Override
		public @Nullable String findNameForMutator(AnnotatedMethod method, String name) {
			return null;
		}

		@Override
		public @Nullable String modifyFieldName(AnnotatedField field, String name) {
			return StoredClass.isOfPlatform(field.getDeclaringClass()) ? null : name;
		}

	}

}
