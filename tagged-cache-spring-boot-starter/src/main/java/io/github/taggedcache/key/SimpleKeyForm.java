package io.github.taggedcache.key;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import org.springframework.cache.interceptor.SimpleKey;

/**
 * The form of the key that Spring makes of a method's arguments. Spring gives no access
 * to them, and its {@code toString} does not tell {@code 1} from {@code "1"}.
 */
final class SimpleKeyForm implements KeyForm {

	private static final VarHandle PARAMS = params();

	private static VarHandle params() {
		try {
			return MethodHandles.privateLookupIn(SimpleKey.class, MethodHandles.lookup())
				.findVarHandle(SimpleKey.class, "params", Object[].class);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(
					"The arguments in Spring's SimpleKey cannot be read: this version of Spring Framework is not supported",
					ex);
		}
	}

	@Override
	public void write(Object value, KeyWriter writer) {
		@Nullable Object[] params = (@Nullable Object[]) PARAMS.get((SimpleKey) value);
		writer.open("(");
		writer.values(Arrays.asList(params));
		writer.close(')');
	}

}
