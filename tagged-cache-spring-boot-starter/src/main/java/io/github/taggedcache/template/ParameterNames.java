package io.github.taggedcache.template;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.core.KotlinDetector;
import org.springframework.core.ParameterNameDiscoverer;

/**
 * The variables that stand for the arguments of a method. A method and what it overrides
 * may name a parameter differently: each name is known, unless it stands for different
 * positions.
 */
final class ParameterNames {

	private static final Pattern VARIABLE = Pattern.compile("#(\\w+)");

	private final Map<String, Integer> positions = new HashMap<>();

	private final Set<String> names = new TreeSet<>();

	private final Set<String> ambiguous = new HashSet<>();

	private final int count;

	/**
	 * Finds the names.
	 * @param method the method that is called
	 * @param declarations it and the methods that it overrides or implements
	 * @param discoverer finds the names of the parameters of a method
	 */
	ParameterNames(Method method, Collection<Method> declarations, ParameterNameDiscoverer discoverer) {
		// The last one is Kotlin's continuation, which is no argument of the caller.
		this.count = method.getParameterCount() - (KotlinDetector.isSuspendingFunction(method) ? 1 : 0);
		declarations.forEach((declaration) -> addNames(discoverer.getParameterNames(declaration)));
		for (int i = 0; i < this.count; i++) {
			this.positions.put("a" + i, i);
			this.positions.put("p" + i, i);
		}
		this.positions.keySet().removeAll(this.ambiguous);
	}

	private void addNames(@Nullable String @Nullable [] discovered) {
		for (int i = 0; discovered != null && i < Math.min(discovered.length, this.count); i++) {
			String name = discovered[i];
			if (name != null) {
				this.names.add(name);
				Integer other = this.positions.putIfAbsent(name, i);
				if (other != null && other != i) {
					this.ambiguous.add(name);
				}
			}
		}
	}

	@Nullable Integer position(String variable) {
		return this.positions.get(variable);
	}

	/**
	 * Returns an expression with {@code #a} and the position in the place of each name.
	 */
	String byPosition(String expression) {
		return VARIABLE.matcher(expression).replaceAll((variable) -> {
			Integer position = position(variable.group(1));
			return (position != null) ? "#a" + position : Matcher.quoteReplacement(variable.group());
		});
	}

	/**
	 * Returns whether a parameter has this name, at one position or at several.
	 */
	boolean isName(String variable) {
		return this.names.contains(variable);
	}

	boolean isAmbiguous(String variable) {
		return this.ambiguous.contains(variable);
	}

	/**
	 * Returns what to write instead of a variable that is unknown.
	 */
	String remedy() {
		if (this.count == 0) {
			return "the method has no parameters";
		}
		if (this.names.isEmpty()) {
			return "the names of the parameters are not available: compile with -parameters, or use #a0 for the first";
		}
		return "the parameters are " + this.names;
	}

}
