package io.github.taggedcache.petclinic.owner;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/**
 * Shows the last digits only.
 */
class MaskedText extends ValueSerializer<String> {

	@Override
	public void serialize(String value, JsonGenerator generator, SerializationContext context) {
		generator.writeString("*".repeat(Math.max(0, value.length() - 3)) + value.substring(value.length() - 3));
	}

}
