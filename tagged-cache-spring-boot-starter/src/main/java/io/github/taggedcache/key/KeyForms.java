package io.github.taggedcache.key;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.cache.interceptor.SimpleKey;
import org.springframework.util.ClassUtils;

/**
 * Finds the form of each class, once.
 */
final class KeyForms {

	private final ConverterForms converters;

	private final boolean springData;

	private final boolean sql;

	/*
	 * A map of this instance, and no ClassValue: a value there, such as a converter bean,
	 * would live as long as the class of the key, and hold the application context.
	 */
	private final Map<Class<?>, KeyForm> found = new ConcurrentHashMap<>();

	KeyForms(List<KeyConverter<?>> converters, @Nullable ClassLoader classLoader) {
		this.converters = new ConverterForms(converters);
		this.springData = ClassUtils.isPresent("org.springframework.data.domain.Pageable", classLoader);
		this.sql = ClassUtils.isPresent("java.sql.Timestamp", classLoader);
	}

	/**
	 * Return the form of a class.
	 * @param type the class of a value
	 * @return the form, or {@code null} if the class is not supported
	 */
	@Nullable KeyForm get(Class<?> type) {
		KeyForm form = this.found.get(type);
		if (form == null) {
			form = find(type);
			if (form != null) {
				this.found.put(type, form);
			}
		}
		return form;
	}

	private @Nullable KeyForm find(Class<?> type) {
		// Not its subclasses: they may have state that makes them another key
		if (type == SimpleKey.class) {
			return new SimpleKeyForm();
		}
		if (type == TenantKey.class) {
			return TenantKey::write;
		}
		if (type == MethodKey.class) {
			return MethodKey::write;
		}
		KeyForm form = ScalarForms.find(type);
		if (form == null) {
			form = this.converters.find(type);
		}
		if (form == null) {
			form = PlatformForms.find(type);
		}
		if (form == null && this.sql) {
			form = SqlForms.find(type);
		}
		if (form == null && this.springData) {
			form = SpringDataForms.find(type);
		}
		// A record that implements a collection has the equality of a record
		if (form == null && type.isRecord()) {
			form = new RecordForm(type);
		}
		return (form != null) ? form : ContainerForms.find(type);
	}

}
