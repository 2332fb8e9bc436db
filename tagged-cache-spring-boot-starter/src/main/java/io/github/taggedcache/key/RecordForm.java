package io.github.taggedcache.key;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;

import org.jspecify.annotations.Nullable;

/**
 * The form of one record class: its name and its components, read by their accessors.
 */
final class RecordForm implements KeyForm {

	private static final MethodType READ = MethodType.methodType(Object.class, Object.class);

	private final Class<?> type;

	private final String start;

	private final Component[] components;

	RecordForm(Class<?> type) {
		this.type = type;
		this.start = QuotedText.nameOf(type) + "(";
		RecordComponent[] recordComponents = type.getRecordComponents();
		this.components = new Component[recordComponents.length];
		for (int i = 0; i < recordComponents.length; i++) {
			String separator = (i > 0) ? "," : "";
			this.components[i] = new Component(separator + QuotedText.name(recordComponents[i].getName()) + "=",
					handle(recordComponents[i].getAccessor()));
		}
	}

	private MethodHandle handle(Method accessor) {
		try {
			accessor.setAccessible(true);
			return MethodHandles.lookup().unreflect(accessor).asType(READ);
		}
		catch (InaccessibleObjectException | IllegalAccessException ex) {
			throw UnsupportedKeys.record(this.type, ex);
		}
	}

	@Override
	public void write(Object value, KeyWriter writer) {
		writer.open(this.start);
		for (Component component : this.components) {
			writer.raw().append(component.start());
			writer.value(read(component.accessor(), value));
		}
		writer.close(')');
	}

	private @Nullable Object read(MethodHandle accessor, Object value) {
		try {
			return accessor.invokeExact(value);
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException("An accessor of record " + this.type.getTypeName() + " failed", ex);
		}
	}

	/**
	 * A component of the record.
	 *
	 * @param start its text up to the value
	 * @param accessor gives the value
	 */
	private record Component(String start, MethodHandle accessor) {

	}

}
