package io.github.taggedcache.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.taggedcache.InvalidationMode;

/**
 * Invalidates tags when a method has ended, however it ended.
 *
 * <pre class="code">
 * &#064;InvalidateTags("author:#{#author.id}")
 * void rename(Author author) { ... }
 * </pre>
 *
 * Every entry that carries one of the tags becomes unusable, in every region and on every
 * node, however many entries there are. A value whose load began before the invalidation
 * is never served to a call that began after it: on this node at once, on other nodes
 * usually a millisecond and at most {@code tagged-cache.max-staleness} later, or at once
 * with {@code tagged-cache.consistency: strict}.
 * <p>
 * The tags are templates, as {@link CacheTags} describes them. {@code #result} is what
 * the method returned (the content of an {@code Optional}, a future or a {@code Mono}). A
 * template that uses it is skipped where there is none: the result is {@code null}, or
 * the method threw; the other templates are invalidated all the same.
 * <p>
 * The annotation may be repeated, and may stand on an annotation of your own. Those of
 * the methods that this one overrides or implements add up; none replaces another.
 * <p>
 * Invalidating costs one round trip for each call, which is atomic: others see either all
 * of its tags invalidated or none. More than 100 tags are sent in slices of 100, each
 * atomic: a slice holds Redis for about a millisecond. More than 1,000,000 tags of one
 * annotation and call are an error. When it cannot be recorded, the call throws, as stale
 * entries would be served otherwise. Where nobody can be told (the method itself threw,
 * the subscriber cancelled) it is sent again for 30 s, and this node takes the tags for
 * invalidated meanwhile.
 * <p>
 * In a transaction that is open around the call, the tags are invalidated when the method
 * ends, and again after the commit. A failure of the first is one of the call, unless an
 * outbox keeps the invalidation; one of the second reaches the one who commits.
 * <p>
 * Templates and conditions are parsed when the application starts, and what is wrong with
 * them stops it. A wrong value is an error of the call. Each is a
 * {@link io.github.taggedcache.template.TagTemplateException} that names the method, the
 * template and the part.
 *
 * @see CacheTags
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Repeatable(InvalidateTags.Container.class)
public @interface InvalidateTags {

	/**
	 * Templates of the tags, at least one.
	 * @return the templates
	 */
	String[] value();

	/**
	 * SpEL expression (without <code>#{}</code>) that must be {@code true} for the tags
	 * to be invalidated. It knows what the templates know; {@code #result} may be
	 * {@code null} here. A condition that uses {@code #result} is taken as {@code true}
	 * where the method threw, as invalidating too much is safe and too little is not.
	 * @return the expression; empty means always
	 */
	String condition() default "";

	/**
	 * Whether to invalidate before the method is called rather than when it has ended.
	 * {@code #result} is unknown then, and using it is an error. What another caller
	 * loads while the method runs stays valid: only use it for a method that does not
	 * change what is cached.
	 * @return whether to invalidate first
	 */
	boolean beforeInvocation() default false;

	/**
	 * Whether to invalidate as well when the method throws or is cancelled: it may have
	 * changed something before.
	 * @return whether an exception invalidates
	 */
	boolean onException() default true;

	/**
	 * What happens to the entries.
	 * @return the mode
	 */
	InvalidationMode mode() default InvalidationMode.HARD;

	/**
	 * Holds repeated {@link InvalidateTags} annotations.
	 */
	@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
	@Retention(RetentionPolicy.RUNTIME)
	@Documented
	@interface Container {

		/**
		 * The repeated annotations.
		 * @return the annotations
		 */
		InvalidateTags[] value();

	}

}
