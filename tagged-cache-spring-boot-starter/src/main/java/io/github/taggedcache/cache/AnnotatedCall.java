package io.github.taggedcache.cache;

import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.template.MethodTags;
import org.jspecify.annotations.Nullable;

/**
 * What is called: an annotated method of an object, with what its annotations and its
 * signature say.
 *
 * @param target the object
 * @param method the method that the caller named
 * @param args the arguments
 * @param isAsync whether it returns a future or a publisher
 * @param methods where annotations and signatures are looked up
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
record AnnotatedCall(Object target, Method method, @Nullable Object[] args, boolean isAsync, AnnotatedMethods methods) {

	MethodTags tags() {
		return this.methods.tags(this.method, this.target);
	}

	ValueType type() {
		return this.methods.type(this.method, this.target);
	}

	boolean returnsFuture() {
		return CompletableFuture.class.isAssignableFrom(this.method.getReturnType());
	}

}
