package io.github.taggedcache.template;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/**
 * An annotation with the method or type that it was found on. The same one may be found
 * on several ways: then it is equal.
 *
 * @param annotation the annotation, with the attributes that a composed one set
 * @param source the method or type
 * @param <A> the type of the annotation
 */
record Declared<A extends Annotation>(A annotation, @Nullable Object source) {

	/**
	 * Finds the annotations of an element and of what it inherits from, also where they
	 * are repeated or stand on another annotation.
	 */
	static <A extends Annotation> Stream<Declared<A>> find(Class<A> type, AnnotatedElement element) {
		return MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY).stream(type).map(Declared::of);
	}

	private static <A extends Annotation> Declared<A> of(MergedAnnotation<A> merged) {
		return new Declared<>(merged.synthesize(), merged.getSource());
	}

}
