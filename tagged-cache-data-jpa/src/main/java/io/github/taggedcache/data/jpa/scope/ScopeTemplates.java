package io.github.taggedcache.data.jpa.scope;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.github.taggedcache.check.SetupException;
import io.github.taggedcache.data.jpa.model.EntityModels;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.util.ClassUtils;

/**
 * Checks the templates of scope tags. A scope tag of a field that nobody watches would
 * never be invalidated, and its values would be stale.
 * <p>
 * Templates of beans that are made before the persistence units are remembered, and
 * checked when all beans are there. Later ones are checked at once.
 */
public final class ScopeTemplates implements SmartInitializingSingleton {

	private final EntityModels models;

	private final Queue<Remembered> remembered = new ConcurrentLinkedQueue<>();

	private volatile boolean complete;

	/**
	 * Creates it.
	 * @param models the persistence units, all of which there are when the last singleton
	 * of the application was made
	 */
	public ScopeTemplates(EntityModels models) {
		this.models = models;
	}

	/**
	 * Checks the templates of a method, or remembers to do so.
	 * @param method the method
	 * @param templates its templates
	 * @throws IllegalArgumentException if one is wrong
	 */
	public void check(Method method, List<String> templates) {
		for (String template : templates) {
			ScopeTemplate scope = ScopeTemplate.parse(template);
			if (scope == null) {
				continue;
			}
			// Remembered first, so that nobody misses it who completes meanwhile
			Remembered remembered = new Remembered(method, scope);
			this.remembered.add(remembered);
			if (this.complete) {
				this.remembered.remove(remembered);
				Problem problem = scope.problem(this.models);
				if (problem != null) {
					throw new IllegalArgumentException(problem.description() + " " + problem.action());
				}
			}
		}
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.complete = true;
		for (Remembered next = this.remembered.poll(); next != null; next = this.remembered.poll()) {
			Problem problem = next.scope.problem(this.models);
			if (problem != null) {
				throw new SetupException(
						problem.description() + " It stands on " + ClassUtils.getQualifiedMethodName(next.method) + ".",
						problem.action());
			}
		}
	}

	/**
	 * What is to be checked.
	 *
	 * @param method the method
	 * @param scope its template
	 */
	private record Remembered(Method method, ScopeTemplate scope) {

	}

}
