package io.github.taggedcache.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.beans.factory.annotation.Qualifier;

/**
 * Qualifier of the {@code LettuceConnectionFactory} bean that tagged caches use, where
 * the application has several. It counts before {@code @Primary}. On a bean with
 * {@code defaultCandidate = false}, Spring Boot's own connection factory stays what it
 * is.
 */
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Qualifier
public @interface TaggedCacheConnectionFactory {

}
