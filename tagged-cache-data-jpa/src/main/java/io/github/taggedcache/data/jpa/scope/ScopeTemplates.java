package io.github.taggedcache.data.jpa.scope;

import java.lang.reflect.Method;
import java.util.List;

import io.github.taggedcache.check.SetupException;
import io.github.taggedcache.data.jpa.model.EntityModels;
import io.github.taggedcache.data.jpa.model.UnitChecks;

import org.springframework.util.ClassUtils;

/**
 * Checks the templates of scope tags. A scope tag of a field that nobody watches would
 * never be invalidated, and its values would be stale.
 */
public final class ScopeTemplates {

	private final EntityModels models;

	private final UnitChecks checks;

	/**
	 * Creates it.
	 * @param models the persistence units that exist
	 * @param checks makes the checks when the units can tell
	 */
	public ScopeTemplates(EntityModels models, UnitChecks checks) {
		this.models = models;
		this.checks = checks;
	}

	/**
	 * Checks the templates of a method: at once, or when the units can tell.
	 * @param method the method
	 * @param templates its templates
	 * @throws IllegalArgumentException if one is wrong
	 */
	public void check(Method method, List<String> templates) {
		for (String template : templates) {
			ScopeTemplate scope = ScopeTemplate.parse(template);
			if (scope != null) {
				check(method, scope);
			}
		}
	}

	private void check(Method method, ScopeTemplate scope) {
		try {
			this.checks.add(new Check(method, scope, this.models));
		}
		catch (SetupException ex) {
			throw new IllegalArgumentException(ex.getMessage(), ex);
		}
	}

	/**
	 * A template, and where it stands.
	 *
	 * @param method the method
	 * @param scope its template
	 * @param models the persistence units
	 */
	private record Check(Method method, ScopeTemplate scope, EntityModels models) implements UnitChecks.Check {

		@Override
		public boolean isDecided() {
			return this.models.named(this.scope.name()) != null;
		}

		@Override
		public void run() {
			Problem problem = this.scope.problem(this.models);
			if (problem != null) {
				throw new SetupException(
						problem.description() + " It stands on " + ClassUtils.getQualifiedMethodName(this.method) + ".",
						problem.action());
			}
		}

	}

}
