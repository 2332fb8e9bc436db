package io.github.taggedcache.data.jpa;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says how the tags of an entity are made. It belongs on the root of an inheritance
 * hierarchy. Every entity has tags without it, unless
 * {@code tagged-cache.data-jpa.entities} is {@code annotated}.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface CachedEntity {

	/**
	 * The name that the tags of the entity begin with. Two entities must not have the
	 * same one.
	 * @return the name; empty for the entity name of JPA
	 */
	String value() default "";

	/**
	 * The fields whose values {@link EntityTag#where scope tags} may name: one field, or
	 * several that are named together, as in {@code "status"} or {@code "owner, status"}.
	 * A scope tag is invalidated by each row that had these values before a change, or
	 * has them after it.
	 * @return sets of fields
	 */
	String[] scopes() default {};

}
