package io.github.taggedcache.json;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.Type;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * How values of one declared type are written and read, and which classes of them came
 * back as what they were.
 */
final class JsonBinding {

	private final JavaType type;

	private final ObjectWriter writer;

	private final ObjectReader reader;

	private final Set<Class<?>> verified = ConcurrentHashMap.newKeySet(1);

	private volatile @Nullable Unreadable unreadable;

	private JsonBinding(JavaType type, ObjectWriter writer, ObjectReader reader) {
		this.type = type;
		this.writer = writer;
		this.reader = reader;
	}

	static JsonBinding of(JsonMapper mapper, Type type) {
		JavaType bound = mapper.constructType(type);
		return new JsonBinding(bound, mapper.writerFor(bound), mapper.readerFor(bound));
	}

	JavaType type() {
		return this.type;
	}

	/**
	 * Writes a value whose classes are verified.
	 * @throws Recorder.MissingException if one of them is not
	 */
	byte[] write(Object value) {
		if (!this.verified.contains(value.getClass())) {
			throw new Recorder.MissingException();
		}
		return write(value, this.writer);
	}

	byte[] write(Object value, Recorder recorder) {
		return write(value, this.writer.withAttribute(Recorder.class, recorder));
	}

	/**
	 * Jackson itself writes a root that is declared as {@code Object} by its runtime
	 * class.
	 */
	private byte[] write(Object value, ObjectWriter writer) {
		if (!this.type.isJavaLangObject()) {
			return writer.writeValueAsBytes(value);
		}
		ByteArrayOutputStream json = new ByteArrayOutputStream();
		JsonGenerator generator = writer.createGenerator(json);
		UntypedSerializer.write(value, generator);
		generator.close();
		return json.toByteArray();
	}

	Object read(byte[] json, int offset, int length) {
		return this.reader.readValue(json, offset, length);
	}

	/**
	 * Reads without the properties that the classes do not have.
	 */
	@Nullable Object readKnown(byte[] json) {
		return this.reader.without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).readValue(json);
	}

	/**
	 * Why no value of the type can be read, whatever it holds; null as long as that is
	 * not known.
	 */
	@Nullable Unreadable unreadable() {
		return this.unreadable;
	}

	void unreadable(Unreadable reason) {
		this.unreadable = reason;
	}

	void verified(Class<?> type) {
		this.verified.add(type);
	}

	/**
	 * Why a type cannot be read.
	 *
	 * @param obstacle the kind of problem
	 * @param problem what Jackson says
	 */
	record Unreadable(Obstacle obstacle, String problem) {

	}

}
