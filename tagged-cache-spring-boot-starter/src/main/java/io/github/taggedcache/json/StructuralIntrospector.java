package io.github.taggedcache.json;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.Version;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.PropertyName;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.AnnotatedWithParams;
import tools.jackson.databind.introspect.ObjectIdInfo;
import tools.jackson.databind.introspect.PotentialCreator;
import tools.jackson.databind.jsontype.NamedType;

/**
 * Passes on what annotations say about what a thing is: type information, identity,
 * references between objects, creators, and serializers that have a deserializer beside
 * them. What annotations say about how an API shows a thing is not asked for: names,
 * ignored properties, formats, inclusion, views, filters, getters.
 */
final class StructuralIntrospector extends AnnotationIntrospector {

	private static final long serialVersionUID = 1L;

	private final AnnotationIntrospector source;

	StructuralIntrospector(AnnotationIntrospector source) {
		this.source = source;
	}

	@Override
	public Version version() {
		return this.source.version();
	}

	@Override
	public boolean isAnnotationBundle(Annotation annotation) {
		return this.source.isAnnotationBundle(annotation);
	}

	// Identity and references

	@Override
	public @Nullable ObjectIdInfo findObjectIdInfo(MapperConfig<?> config, Annotated annotated) {
		return this.source.findObjectIdInfo(config, annotated);
	}

	@Override
	public @Nullable ReferenceProperty findReferenceType(MapperConfig<?> config, AnnotatedMember member) {
		return this.source.findReferenceType(config, member);
	}

	// Type information

	@Override
	public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
		return this.source.findPolymorphicTypeInfo(config, annotated);
	}

	@Override
	public @Nullable Object findTypeResolverBuilder(MapperConfig<?> config, Annotated annotated) {
		return this.source.findTypeResolverBuilder(config, annotated);
	}

	@Override
	public @Nullable Object findTypeIdResolver(MapperConfig<?> config, Annotated annotated) {
		return this.source.findTypeIdResolver(config, annotated);
	}

	@Override
	public @Nullable List<NamedType> findSubtypes(MapperConfig<?> config, Annotated annotated) {
		return this.source.findSubtypes(config, annotated);
	}

	@Override
	public @Nullable String findTypeName(MapperConfig<?> config, AnnotatedClass type) {
		return this.source.findTypeName(config, type);
	}

	@Override
	public @Nullable Boolean isTypeId(MapperConfig<?> config, AnnotatedMember member) {
		return this.source.isTypeId(config, member);
	}

	/**
	 * What a value is read as, it has to be written as.
	 */
	@Override
	public JavaType refineSerializationType(MapperConfig<?> config, Annotated annotated, JavaType type) {
		return this.source.refineDeserializationType(config, annotated, type);
	}

	@Override
	public JavaType refineDeserializationType(MapperConfig<?> config, Annotated annotated, JavaType type) {
		return this.source.refineDeserializationType(config, annotated, type);
	}

	// Serializers that have a deserializer beside them

	@Override
	public @Nullable Object findSerializer(MapperConfig<?> config, Annotated annotated) {
		Object found = isPaired(config, annotated) ? this.source.findSerializer(config, annotated) : null;
		return (found != null) ? PairedSerializer.of(found, config, annotated) : null;
	}

	@Override
	public @Nullable Object findDeserializer(MapperConfig<?> config, Annotated annotated) {
		return isPaired(config, annotated) ? this.source.findDeserializer(config, annotated) : null;
	}

	@Override
	public @Nullable Object findSerializationConverter(MapperConfig<?> config, Annotated annotated) {
		Object found = isPaired(config, annotated) ? this.source.findSerializationConverter(config, annotated) : null;
		return (found != null) ? PairedConverter.of(found, config, annotated) : null;
	}

	@Override
	public @Nullable Object findDeserializationConverter(MapperConfig<?> config, Annotated annotated) {
		return isPaired(config, annotated) ? this.source.findDeserializationConverter(config, annotated) : null;
	}

	private boolean isPaired(MapperConfig<?> config, Annotated annotated) {
		boolean writes = this.source.findSerializer(config, annotated) != null
				|| this.source.findSerializationConverter(config, annotated) != null;
		return writes && (this.source.findDeserializer(config, annotated) != null
				|| this.source.findDeserializationConverter(config, annotated) != null);
	}

	@Override
	public @Nullable Object findKeySerializer(MapperConfig<?> config, Annotated annotated) {
		Object found = areKeysPaired(config, annotated) ? this.source.findKeySerializer(config, annotated) : null;
		return (found != null) ? PairedSerializer.of(found, config, annotated) : null;
	}

	@Override
	public @Nullable Object findKeyDeserializer(MapperConfig<?> config, Annotated annotated) {
		return areKeysPaired(config, annotated) ? this.source.findKeyDeserializer(config, annotated) : null;
	}

	private boolean areKeysPaired(MapperConfig<?> config, Annotated annotated) {
		return this.source.findKeySerializer(config, annotated) != null
				&& this.source.findKeyDeserializer(config, annotated) != null;
	}

	@Override
	public @Nullable Object findContentSerializer(MapperConfig<?> config, Annotated annotated) {
		Object found = isContentPaired(config, annotated) ? this.source.findContentSerializer(config, annotated) : null;
		return (found != null) ? PairedSerializer.of(found, config, annotated) : null;
	}

	@Override
	public @Nullable Object findContentDeserializer(MapperConfig<?> config, Annotated annotated) {
		return isContentPaired(config, annotated) ? this.source.findContentDeserializer(config, annotated) : null;
	}

	private boolean isContentPaired(MapperConfig<?> config, Annotated annotated) {
		return this.source.findContentSerializer(config, annotated) != null
				&& this.source.findContentDeserializer(config, annotated) != null;
	}

	@Override
	public @Nullable Object findSerializationContentConverter(MapperConfig<?> config, AnnotatedMember member) {
		Object found = areContentConvertersPaired(config, member)
				? this.source.findSerializationContentConverter(config, member) : null;
		return (found != null) ? PairedConverter.of(found, config, member) : null;
	}

	@Override
	public @Nullable Object findDeserializationContentConverter(MapperConfig<?> config, AnnotatedMember member) {
		return areContentConvertersPaired(config, member)
				? this.source.findDeserializationContentConverter(config, member) : null;
	}

	private boolean areContentConvertersPaired(MapperConfig<?> config, AnnotatedMember member) {
		return this.source.findSerializationContentConverter(config, member) != null
				&& this.source.findDeserializationContentConverter(config, member) != null;
	}

	// Construction

	@Override
	public @Nullable Boolean hasAsValue(MapperConfig<?> config, Annotated annotated) {
		return (annotated instanceof AnnotatedMember member
				&& Boolean.TRUE.equals(this.source.hasAsValue(config, annotated))
				&& Creators.hasValueCreator(member.getDeclaringClass())) ? Boolean.TRUE : null;
	}

	@Override
	public JsonCreator.@Nullable Mode findCreatorAnnotation(MapperConfig<?> config, Annotated annotated) {
		JsonCreator.Mode mode = this.source.findCreatorAnnotation(config, annotated);
		if (mode == null || mode == JsonCreator.Mode.DISABLED || !(annotated instanceof AnnotatedWithParams creator)) {
			return mode;
		}
		return Creators.modeOf(creator, mode, (parameter) -> nameOf(config, parameter));
	}

	/**
	 * A parameter of a creator has the name of the field that it fills.
	 */
	@Override
	public @Nullable PropertyName findNameForDeserialization(MapperConfig<?> config, Annotated annotated) {
		if (!(annotated instanceof AnnotatedParameter parameter)
				|| findCreatorAnnotation(config, parameter.getOwner()) != JsonCreator.Mode.PROPERTIES) {
			return null;
		}
		return PropertyName.construct(Creators.fieldName(parameter, nameOf(config, parameter)));
	}

	private @Nullable String nameOf(MapperConfig<?> config, AnnotatedParameter parameter) {
		PropertyName explicit = this.source.findNameForDeserialization(config, parameter);
		return (explicit != null && explicit.hasSimpleName()) ? explicit.getSimpleName()
				: this.source.findImplicitPropertyName(config, parameter);
	}

	@Override
	public @Nullable String findImplicitPropertyName(MapperConfig<?> config, AnnotatedMember member) {
		return (member instanceof AnnotatedParameter) ? this.source.findImplicitPropertyName(config, member) : null;
	}

	@Override
	public @Nullable PotentialCreator findPreferredCreator(MapperConfig<?> config, AnnotatedClass type,
			List<PotentialCreator> constructors, List<PotentialCreator> factories,
			Optional<PotentialCreator> withoutParameters) {
		return this.source.findPreferredCreator(config, type, constructors, factories, withoutParameters);
	}

	@Override
	public @Nullable Object findValueInstantiator(MapperConfig<?> config, AnnotatedClass type) {
		return this.source.findValueInstantiator(config, type);
	}

}
