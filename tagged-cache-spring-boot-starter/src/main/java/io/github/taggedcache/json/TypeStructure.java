package io.github.taggedcache.json;

import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.introspect.ClassIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;

/**
 * Describes what the JSON of a type depends on: the names and types of the properties
 * that the mapper writes, the constants of enums, the subtypes that annotations, modules
 * or a sealed type name, and the same for each type that is met on the way. Types of the
 * JDK count by their names and type arguments. Each type is described once, so types that
 * refer to themselves are no problem.
 */
final class TypeStructure {

	private final SerializationConfig config;

	private final ClassIntrospector introspector;

	private final Map<String, String> described = new TreeMap<>();

	private final @Nullable JsonMapper application;

	private TypeStructure(JsonMapper mapper, @Nullable JsonMapper application) {
		this.config = mapper.serializationConfig();
		this.introspector = this.config.classIntrospectorInstance();
		this.application = application;
	}

	/**
	 * The description of a type.
	 * @param mapper the mapper that writes its values
	 * @param application the mapper that writes the values of classes that want it, or
	 * null if there is none
	 * @param type the type, without type variables
	 * @return a text that is the same in each JVM with the same classes; empty for a
	 * class of the JDK, or an array of such
	 */
	static String of(JsonMapper mapper, @Nullable JsonMapper application, Type type) {
		if (type instanceof Class<?> known && isOfJdk(component(known))) {
			return "";
		}
		return new TypeStructure(mapper, application).describe(mapper.constructType(type));
	}

	private String describe(JavaType type) {
		add(type);
		return String.join("\n", this.described.values());
	}

	private static Class<?> component(Class<?> type) {
		return type.isArray() ? component(type.componentType()) : type;
	}

	private static boolean isOfJdk(Class<?> type) {
		return type.isPrimitive() || type.getName().startsWith("java.") || type.getName().startsWith("javax.");
	}

	private void add(@Nullable JavaType type) {
		if (type == null || type.isPrimitive() || this.described.putIfAbsent(type.toCanonical(), "") != null) {
			return;
		}
		type.getBindings().getTypeParameters().forEach(this::add);
		add(type.getKeyType());
		add(type.getContentType());
		add(type.getReferencedType());
		this.described.put(type.toCanonical(), type.toCanonical() + description(type));
	}

	private String description(JavaType type) {
		Class<?> raw = type.getRawClass();
		if (raw.isEnum()) {
			return constants(raw);
		}
		return (isOfJdk(raw) || type.isContainerType()) ? "" : properties(type);
	}

	private static String constants(Class<?> type) {
		Set<String> names = new TreeSet<>();
		for (Object constant : type.getEnumConstants()) {
			names.add(((Enum<?>) constant).name());
		}
		return names.toString();
	}

	private String properties(JavaType type) {
		if (this.application != null && ApplicationForm.isWanted(type)) {
			return '{' + new TypeStructure(this.application, null).describe(type) + '}';
		}
		BeanDescription bean = this.introspector.introspectForSerialization(type,
				this.introspector.introspectClassAnnotations(type));
		AnnotatedMember whole = bean.findJsonValueAccessor();
		if (whole != null) {
			add(whole.getType());
			return "=" + whole.getType().toCanonical();
		}
		add(refined(bean.getClassInfo(), type));
		Set<String> properties = new TreeSet<>();
		Set<String> subtypes = new TreeSet<>();
		for (BeanPropertyDefinition property : bean.findProperties()) {
			properties.add(property.getName() + ':' + property.getPrimaryType().toCanonical());
			add(property.getPrimaryType());
			AnnotatedMember member = property.getAccessor();
			if (member != null) {
				add(refined(member, property.getPrimaryType()));
				add(this.config.getSubtypeResolver()
					.collectAndResolveSubtypesByClass(this.config, member, contentOf(property.getPrimaryType())),
						contentOf(property.getPrimaryType()).getRawClass(), subtypes);
			}
		}
		add(this.config.getSubtypeResolver().collectAndResolveSubtypesByClass(this.config, bean.getClassInfo()),
				type.getRawClass(), subtypes);
		addPermitted(type.getRawClass(), subtypes);
		return properties.toString() + subtypes;
	}

	private static JavaType contentOf(JavaType type) {
		return (type.getContentType() != null) ? type.getContentType() : type;
	}

	/**
	 * The type that an annotation has values read as.
	 */
	private JavaType refined(Annotated annotated, JavaType type) {
		return this.config.getAnnotationIntrospector().refineDeserializationType(this.config, annotated, type);
	}

	private void add(Collection<NamedType> found, Class<?> base, Set<String> names) {
		for (NamedType subtype : found) {
			if (subtype.getType() != base) {
				names.add(subtype.getType().getName() + ' ' + subtype.getName());
				add(this.config.constructType(subtype.getType()));
			}
		}
	}

	private void addPermitted(Class<?> type, Set<String> names) {
		if (type.isSealed()) {
			for (Class<?> subtype : type.getPermittedSubclasses()) {
				names.add(subtype.getName());
				add(this.config.constructType(subtype));
			}
		}
	}

}
