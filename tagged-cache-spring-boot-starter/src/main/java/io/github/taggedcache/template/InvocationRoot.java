package io.github.taggedcache.template;

import java.lang.reflect.Method;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What {@code #root} is in a template: the call, as in the expressions of Spring's cache
 * annotations.
 */
final class InvocationRoot {

	/**
	 * The properties that {@code #root} has.
	 */
	static final Set<String> PROPERTIES = Set.of("method", "methodName", "target", "targetClass", "args", "class");

	private final Declaration declaration;

	private final Object target;

	private final @Nullable Object[] args;

	InvocationRoot(Declaration declaration, Object target, @Nullable Object[] args) {
		this.declaration = declaration;
		this.target = target;
		this.args = args;
	}

	public Method getMethod() {
		return this.declaration.method();
	}

	public String getMethodName() {
		return this.declaration.method().getName();
	}

	public Object getTarget() {
		return this.target;
	}

	public Class<?> getTargetClass() {
		return this.declaration.targetClass();
	}

	public @Nullable Object[] getArgs() {
		return this.args;
	}

}
