package io.github.taggedcache.json;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.ConstructorDetector;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MapperBuilder;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.introspect.MixInResolver;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes the mapper that values are stored with: of the application's modules, but of none
 * of the settings and annotations that say how an API shows things.
 * <p>
 * Values are their fields, of any visibility, final ones included; {@code transient} ones
 * are left out. Records are made by their canonical constructor, other objects by a
 * constructor without parameters, by a {@code @JsonCreator} whose parameters are fields,
 * or without a constructor.
 */
public final class StorageMapper {

	private static final int LONGEST_NUMBER = 100_000;

	private StorageMapper() {
	}

	/**
	 * Makes a mapper without changes of the application.
	 * @param application the application's mapper, or null if it has none
	 * @return the mapper
	 */
	public static JsonMapper of(@Nullable JsonMapper application) {
		return of(application, List.of());
	}

	/**
	 * Makes a mapper.
	 * @param application the application's mapper, whose modules are used, or null if it
	 * has none
	 * @param customizers what the application wants to change; they come last
	 * @return the mapper
	 */
	public static JsonMapper of(@Nullable JsonMapper application, List<TaggedCacheJsonCustomizer> customizers) {
		AtomicReference<@Nullable JsonMapper> built = new AtomicReference<>();
		JsonMapper.Builder builder = JsonMapper.builder(JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder()
				.maxStringLength(Integer.MAX_VALUE)
				.maxNameLength(Integer.MAX_VALUE)
				.maxNumberLength(LONGEST_NUMBER)
				.build())
			.build());
		settings(builder);
		ModulePairs pairs = new ModulePairs(() -> built(built));
		for (JacksonModule module : modules(application)) {
			builder.addModule(new ApplicationModule(module, pairs));
		}
		if (application != null) {
			builder.mixInOverrides(new MixIns(application.serializationConfig()));
			builder.subtypeResolver(application.serializationConfig().getSubtypeResolver().snapshot());
			builder.handlerInstantiator(application.serializationConfig().getHandlerInstantiator());
		}
		builder.addModule(new StorageModule(application, pairs));
		customizers.forEach((customizer) -> customizer.customize(builder));
		JsonMapper mapper = builder.deactivateDefaultTyping().build();
		built.set(mapper);
		return mapper;
	}

	private static JsonMapper built(AtomicReference<@Nullable JsonMapper> built) {
		JsonMapper mapper = built.get();
		if (mapper == null) {
			throw new IllegalStateException("A module asks for serializers before the mapper is built");
		}
		return mapper;
	}

	private static Iterable<? extends JacksonModule> modules(@Nullable JsonMapper application) {
		return (application != null) ? application.registeredModules()
				: MapperBuilder.findModules(StorageMapper.class.getClassLoader());
	}

	private static void settings(JsonMapper.Builder builder) {
		builder.annotationIntrospector(new StructuralIntrospector(new JacksonAnnotationIntrospector()))
			.accessorNaming(new FieldNaming())
			.constructorDetector(ConstructorDetector.EXPLICIT_ONLY)
			.changeDefaultVisibility(
					(visibility) -> visibility.withVisibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
						.withVisibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY))
			.enable(MapperFeature.ALLOW_FINAL_FIELDS_AS_MUTATORS, MapperFeature.USE_STATIC_TYPING)
			.disable(MapperFeature.USE_GETTERS_AS_SETTERS, MapperFeature.ALLOW_COERCION_OF_SCALARS)
			.disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
			.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
			// A subclass that nobody names may have been written by another release
			.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
					DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
					DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
			.disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING, EnumFeature.READ_ENUMS_USING_TO_STRING,
					EnumFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
			.disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS, DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS,
					DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
			.enable(DateTimeFeature.WRITE_DATES_WITH_ZONE_ID);
	}

	/**
	 * The application's mix-ins. Of their annotations those count that count on a class.
	 */
	private record MixIns(MixInResolver source) implements MixInResolver {

		@Override
		public @Nullable Class<?> findMixInClassFor(Class<?> type) {
			return this.source.findMixInClassFor(type);
		}

		@Override
		public boolean hasMixIns() {
			return this.source.hasMixIns();
		}

		@Override
		public MixInResolver snapshot() {
			return this;
		}

	}

}
