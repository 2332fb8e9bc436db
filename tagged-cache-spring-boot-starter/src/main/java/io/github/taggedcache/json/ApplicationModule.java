package io.github.taggedcache.json;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

import tools.jackson.core.Version;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.cfg.MutableConfigOverride;
import tools.jackson.databind.deser.Deserializers;
import tools.jackson.databind.deser.KeyDeserializers;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.ser.Serializers;
import tools.jackson.databind.ser.ValueSerializerModifier;

/**
 * A module of the application, without what it says about how an API shows things:
 * formats and inclusion of types, serializers for nulls, leniency, and serializers or
 * modifiers that have no counterpart for reading.
 */
final class ApplicationModule extends JacksonModule {

	private final JacksonModule source;

	private final ModulePairs pairs;

	ApplicationModule(JacksonModule source, ModulePairs pairs) {
		this.source = source;
		this.pairs = pairs;
	}

	@Override
	public String getModuleName() {
		return this.source.getModuleName();
	}

	@Override
	public Version version() {
		return this.source.version();
	}

	@Override
	public Object getRegistrationId() {
		return this.source.getRegistrationId();
	}

	@Override
	public void setupModule(SetupContext context) {
		ModulePair pair = this.pairs.add();
		List<ValueSerializerModifier> writing = new ArrayList<>();
		List<ValueDeserializerModifier> reading = new ArrayList<>();
		InvocationHandler handler = (proxy, method, arguments) -> switch (method.getName()) {
			case "addSerializers" -> {
				context.addSerializers(pair.add((Serializers) arguments[0]));
				yield proxy;
			}
			case "addDeserializers" -> {
				context.addDeserializers(pair.add((Deserializers) arguments[0]));
				yield proxy;
			}
			case "addKeySerializers" -> {
				context.addKeySerializers(pair.addKeys((Serializers) arguments[0]));
				yield proxy;
			}
			case "addKeyDeserializers" -> {
				context.addKeyDeserializers(pair.addKeys((KeyDeserializers) arguments[0]));
				yield proxy;
			}
			case "addSerializerModifier" -> {
				writing.add((ValueSerializerModifier) arguments[0]);
				yield proxy;
			}
			case "addDeserializerModifier" -> {
				reading.add((ValueDeserializerModifier) arguments[0]);
				yield proxy;
			}
			case "insertAnnotationIntrospector" -> {
				context.insertAnnotationIntrospector(new StructuralIntrospector((AnnotationIntrospector) arguments[0]));
				yield proxy;
			}
			case "appendAnnotationIntrospector" -> {
				context.appendAnnotationIntrospector(new StructuralIntrospector((AnnotationIntrospector) arguments[0]));
				yield proxy;
			}
			case "overrideDefaultNullKeySerializer", "overrideDefaultNullValueSerializer", "addHandler" -> proxy;
			case "configOverride" -> new MutableConfigOverride();
			default -> {
				Object result = ModulePair.invoke(method, context, arguments);
				yield (result == context) ? proxy : result;
			}
		};
		this.source.setupModule((SetupContext) Proxy.newProxyInstance(ApplicationModule.class.getClassLoader(),
				new Class<?>[] { SetupContext.class }, handler));
		if (!writing.isEmpty() && !reading.isEmpty()) {
			writing.forEach(context::addSerializerModifier);
			reading.forEach(context::addDeserializerModifier);
		}
	}

}
