package io.github.taggedcache.cache;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * The methods of this node whose values carry a tag that names the method.
 */
public final class TaggedMethods {

	private final Set<TaggedMethod> known = ConcurrentHashMap.newKeySet();

	/**
	 * Adds methods, which may be known already.
	 * @param method the methods
	 */
	public void add(TaggedMethod method) {
		this.known.add(method);
	}

	/**
	 * The tags of the methods of a name, in a type and all that extend or implement it.
	 * @throws IllegalArgumentException if there is none; the message says why
	 */
	List<String> tags(Class<?> type, String name) {
		Class<?> named = ClassUtils.getUserClass(type);
		List<String> tags = this.known.stream()
			.filter((method) -> method.name().equals(name) && named.isAssignableFrom(method.owner()))
			.map(TaggedMethod::tag)
			.sorted()
			.toList();
		if (tags.isEmpty()) {
			throw unknown(named, name);
		}
		return tags;
	}

	private static IllegalArgumentException unknown(Class<?> type, String name) {
		boolean exists = Arrays.stream(ReflectionUtils.getUniqueDeclaredMethods(type))
			.anyMatch((method) -> method.getName().equals(name))
				|| Arrays.stream(type.getMethods()).anyMatch((method) -> method.getName().equals(name));
		return new IllegalArgumentException(exists
				? type.getName() + "." + name
						+ " is no method of this application that stores what it returns in a region"
						+ " with method tags. Set tagged-cache.caches.<name>.method-tags to true for its region, or"
						+ " invalidate one of its tags"
				: type.getName() + " has no method '" + name + "'. Name the class or interface of a bean and one of its"
						+ " methods");
	}

}
