package io.github.taggedcache.key;

import org.springframework.util.Assert;

/**
 * A key of one tenant: another key than the same one of another tenant.
 *
 * @param tenant the name of the tenant
 * @param key the key as the application names it
 */
public record TenantKey(String tenant, Object key) {

	public TenantKey {
		Assert.notNull(key, KeyText.NO_KEY);
	}

	/**
	 * The form of the key.
	 */
	static void write(Object value, KeyWriter writer) {
		TenantKey key = (TenantKey) value;
		writer.open("tenant(");
		QuotedText.append(writer.raw(), key.tenant(), '"');
		writer.raw().append(',');
		writer.value(key.key());
		writer.close(')');
	}

}
