package io.github.taggedcache.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.taggedcache.Tag;

/**
 * Declares the tags of the entries that a cached method stores: an invalidation of any of
 * them makes the entry unusable, on every node.
 *
 * <pre class="code">
 * &#064;Cacheable("articles")
 * &#064;CacheTags({ "article:#{#id}", "author:#{#result.authorId}" })
 * Article article(long id) { ... }
 * </pre>
 *
 * It stands beside {@code @Cacheable} or {@code @CachePut}, which it does not replace; on
 * a method that stores nothing it has no effect. On a type it adds to each cached method
 * of it. Declarations add up and never replace each other: those of the method, of the
 * methods that it overrides or implements, of the type, its superclasses, and of the
 * interfaces that declare the method. It may stand on an annotation of your own.
 *
 * <h2>Templates</h2> A tag is a template: literal text, which is kept as written, with
 * SpEL parts in <code>#{...}</code>, as in {@code @Value}. A part knows what an
 * expression of {@code @Cacheable} knows: the parameters by name (if the class was
 * compiled with {@code -parameters}) and as {@code #a0} or {@code #p0}, {@code #args},
 * {@code #root} with {@code method}, {@code methodName}, {@code target},
 * {@code targetClass} and {@code args}, beans as {@code @name}; and {@code #result}.
 * <ul>
 * <li><b>Values.</b> A part gives text, a number, a boolean, a character, an enum
 * constant (its name), a {@code UUID} or a {@code java.time} value. {@code %} and
 * {@code :} in its text are escaped as {@link Tag#of} does, so
 * <code>"author:#{#name}"</code> always equals {@code Tag.of("author", name)}, and no
 * value can be made to look like another tag.</li>
 * <li><b>Whole tags.</b> A template that is one expression and nothing else
 * (<code>"#{#tags}"</code>) gives tags as they are: nothing is escaped. Make its values
 * with {@link Tag#of}.</li>
 * <li><b>Fan out.</b> A part that gives an array, a collection or another
 * {@code Iterable}, an {@code Iterator} or a stream gives one tag for each element:
 * <code>"article:#{#result.![id]}"</code>. None at all gives no tag. Several such parts
 * in one template give every combination. Elements do not fan out again, a {@code Map}
 * does not fan out, and an {@code Iterator} or a stream that is itself an argument or the
 * result is refused, as reading it would take it from the method or its caller. The
 * content of an {@code Optional} is used, an empty one counts as {@code null}.</li>
 * <li><b>The result.</b> {@code #result} is the value that is stored: the content of an
 * {@code Optional}, a future or a {@code Mono}, the list of a {@code Flux}. A template
 * that uses it is skipped where it is {@code null}. Templates without it are known before
 * the entry is read, which saves a round trip when the entry is judged by Redis: prefer
 * them where you can.</li>
 * </ul>
 *
 * <h2>Values that are made from others</h2> While a cached method loads, it may obtain
 * cached values: of other cached methods, or of a cache. Its own entry takes over their
 * tags, and depends on their keys. So an invalidation of an inner tag, and a put or evict
 * of an inner key, reaches everything that was made from it. {@link #inherit} turns that
 * off for a method.
 *
 * <h2>Many entries by one call</h2> A method over many ids is cached entry by entry if
 * {@link #batch} names the parameter that holds them:
 *
 * <pre class="code">
 * &#064;Cacheable("articles")
 * &#064;CacheTags(value = { "article:#{#ids}", "author:#{#result.authorId}" }, batch = "#ids",
 *         batchKey = "#result.id")
 * List&lt;Article&gt; articles(Collection&lt;Long&gt; ids) { ... }
 * </pre>
 *
 * Each id is a key of the region, as it is for a method with one id. The method is called
 * once, with the ids that are missing; not at all if none is. Templates, {@code key} and
 * {@code unless} are evaluated for each entry, as if the method had been called with one
 * id: {@code #ids} is that id, {@code #result} the value of that entry.
 * <ul>
 * <li><b>The parameter</b> is a {@code Collection}, {@code List}, {@code Set},
 * {@code SortedSet}, {@code Iterable} or array. The method gets a new one of that kind,
 * with the missing ids in the order of the call, each once. No id is null.</li>
 * <li><b>A {@code Map}</b> has the ids as its keys. A key that is mapped to null is a
 * null value; one that is left out has no value, and is not cached.</li>
 * <li><b>A {@code List}, {@code Set}, {@code Collection}, {@code Iterable} or array with
 * {@link #batchKey}</b> has the elements that there are, in any order. An id without an
 * element has no value, and is not cached.</li>
 * <li><b>A {@code List} or array without it</b> has one element for each id that the
 * method was asked for, in their order. A null is a null value.</li>
 * <li><b>The caller</b> gets a new container in the order of all ids. An id that was
 * given twice has its element twice only in a list without {@code batchKey}. Elements
 * that nobody asked for are left out.</li>
 * <li><b>The rest of the arguments</b> is part of the key, as Spring makes it.</li>
 * </ul>
 * Round trips: none for the entries in the memory of the node; one for all others
 * together, a second one if Redis has to judge entries by tags that only their values
 * tell; after the load none that anybody waits for, or those of a store that writes
 * through, for all values together. In a cluster these go to all masters at a time. A
 * value whose tags were invalidated during the load is returned and not stored; the
 * others are. What the method says by {@link io.github.taggedcache.CurrentLoad} holds for
 * all values of the call.
 * <p>
 * Such a load joins no other one, and takes no lease; stale values are loaded again with
 * those that are missing, and stand in only if the method throws. {@code sync} and
 * {@code condition}, several caches, a {@code cacheResolver}, and methods with a future,
 * publisher or {@code suspend} are refused at the start.
 *
 * <h2>Errors</h2> Templates are parsed when the application starts. One that is blank,
 * does not parse, names an unknown variable, or uses {@code #result} on a {@code void}
 * method stops it. A part that gives {@code null}, an empty text or a value of another
 * type, and a tag that is not valid are errors of that call. Each is a
 * {@link io.github.taggedcache.template.TagTemplateException} that names the method, the
 * template and the part. A value with more than 10,000 tags is returned and not stored,
 * which is logged once for the method.
 *
 * <h2>Cost</h2> Storing an entry costs no round trip more for its tags: they are
 * registered along with it, up to 200 in one request, more in slices of 200.
 *
 * @see InvalidateTags
 */
@Target({ ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface CacheTags {

	/**
	 * Templates of the tags: at least one, unless there is a {@link #batch}, or the
	 * annotation says that the method does not {@link #inherit}.
	 * @return the templates
	 */
	String[] value() default {};

	/**
	 * Whether entries of the method take over the tags and keys of the cached values that
	 * the method obtains while it loads, and their age. If not, the entry carries the
	 * method's own tags only, and stays when what it was made from is invalidated. To the
	 * values that are made from it in turn it hands its own tags. One annotation that
	 * says no is enough, where several apply to a method.
	 * @return true by default
	 */
	boolean inherit() default true;

	/**
	 * The parameter that holds the ids of many entries, such as {@code "#ids"}. Each
	 * element of the result is then an entry of its own.
	 * @return the parameter; empty if what the method returns is one entry
	 */
	String batch() default "";

	/**
	 * Finds the id of an element of the result, such as {@code "#result.id"}, where
	 * {@code #result} is the element. Needed if the method gives a collection that may
	 * leave out elements, or have them in another order than the ids.
	 * @return the expression
	 */
	String batchKey() default "";

}
