package io.github.taggedcache.cache;

import java.lang.reflect.Method;

import io.github.taggedcache.core.name.Fingerprint;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.key.MethodOwner;

/**
 * The methods of one name of one class, which have a tag in common in regions with
 * {@code method-tags}.
 *
 * @param owner the class that stands for the methods
 * @param name their name
 * @param tag their tag
 * @param fingerprint what stands for the tag among the templates of an entry
 */
public record TaggedMethod(Class<?> owner, String name, String tag, long fingerprint) {

	/**
	 * The methods that a method is one of.
	 * @param method the method
	 * @param targetClass the class of the called object
	 * @return the methods
	 */
	public static TaggedMethod of(Method method, Class<?> targetClass) {
		Class<?> owner = MethodOwner.of(method, targetClass);
		String tag = TagName.ofMethod(owner.getName(), method.getName());
		return new TaggedMethod(owner, method.getName(), tag, Fingerprint.of(tag));
	}

}
