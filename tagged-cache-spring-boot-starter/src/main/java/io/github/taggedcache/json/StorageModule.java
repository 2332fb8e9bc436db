package io.github.taggedcache.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.Version;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleAbstractTypeResolver;

import org.springframework.util.ClassUtils;

/**
 * What the cache adds to the modules of the application.
 */
final class StorageModule extends JacksonModule {

	private final @Nullable JsonMapper application;

	private final ModulePairs pairs;

	StorageModule(@Nullable JsonMapper application, ModulePairs pairs) {
		this.application = application;
		this.pairs = pairs;
	}

	@Override
	public String getModuleName() {
		return "tagged-cache";
	}

	@Override
	public Version version() {
		return Version.unknownVersion();
	}

	@Override
	public void setupModule(SetupContext context) {
		ClassLoader classLoader = StorageModule.class.getClassLoader();
		LazyValues lazyValues = LazyValues.find(classLoader);
		List<StandIn> standIns = new ArrayList<>(JdkStandIns.all());
		standIns.add(DateStandIns.create(classLoader));
		standIns.add(MapStandIn.create());
		if (ClassUtils.isPresent("org.springframework.data.domain.Page", classLoader)) {
			standIns.addAll(SpringDataStandIns.all());
		}
		ApplicationForm applicationForm = (this.application != null) ? new ApplicationForm(this.application) : null;
		context.addSerializers(new StorageSerializers(standIns, applicationForm, lazyValues));
		context.addDeserializers(new StorageDeserializers(standIns, applicationForm));
		context.addSerializerModifier(new CheckedSerializers(lazyValues, this.pairs));
		context.addValueInstantiators(new FieldInstantiators());
		context.addAbstractTypeResolver(new SimpleAbstractTypeResolver().addMapping(Set.class, LinkedHashSet.class)
			.addMapping(Map.class, LinkedHashMap.class));
	}

}
