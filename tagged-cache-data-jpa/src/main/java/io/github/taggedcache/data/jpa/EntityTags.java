package io.github.taggedcache.data.jpa;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which entity an object stands for that is none: a projection, or another object
 * made of a row. A cached value that has such an object gets the tag of the row.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(EntityTags.List.class)
public @interface EntityTags {

	/**
	 * The entity.
	 * @return its class
	 */
	Class<?> value();

	/**
	 * The property that has the id of the entity. If it is {@code null} there is no tag.
	 * @return the name of a record component, a field or a bean property
	 */
	String id() default "id";

	/**
	 * Several of them.
	 */
	@Documented
	@Target(ElementType.TYPE)
	@Retention(RetentionPolicy.RUNTIME)
	@interface List {

		/**
		 * The entities.
		 * @return one annotation for each
		 */
		EntityTags[] value();

	}

}
