package io.github.taggedcache.template;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Which annotation of which method something was declared by: what an error must name.
 *
 * @param annotation the type of the annotation
 * @param method the method that it applies to
 * @param targetClass the class of the object that the method is called on
 */
record Declaration(Class<? extends Annotation> annotation, Method method, Class<?> targetClass) {

	TagTemplateException failure(String place, String reason, @Nullable Throwable cause) {
		return new TagTemplateException(place + " of " + this + ": " + reason, cause);
	}

	TagTemplateException failure(String place, Exception cause) {
		String message = cause.getMessage();
		return failure(place, (message != null) ? message : cause.toString(), cause);
	}

	@Override
	public String toString() {
		String parameters = Arrays.stream(this.method.getParameterTypes())
			.map(Class::getSimpleName)
			.collect(Collectors.joining(", ", "(", ")"));
		return "@" + this.annotation.getSimpleName() + " on " + this.targetClass.getName() + "." + this.method.getName()
				+ parameters;
	}

}
