package io.github.taggedcache.invalidation;

import java.lang.reflect.Method;

import io.github.taggedcache.annotation.InvalidateTags;
import io.github.taggedcache.template.TagAnnotations;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InvalidateTagsAdvisorTests {

	private final TagAnnotations annotations = new TagAnnotations(null);

	private final InvalidateTagsAdvisor advisor = new InvalidateTagsAdvisor(this.annotations,
			new InvalidateTagsInterceptor(this.annotations, () -> {
				throw new IllegalStateException("Nothing is called");
			}));

	@Test
	void annotatedMethodMatches() throws NoSuchMethodException {
		assertThat(matches(Articles.class.getMethod("find", long.class))).isTrue();
	}

	/**
	 * Whether a template could be parsed for it does not matter.
	 */
	@Test
	void staticTwinOfASuspendingFunctionDoesNotMatch() throws NoSuchMethodException {
		assertThat(matches(Articles.class.getDeclaredMethod("find$suspendImpl", Articles.class, long.class))).isFalse();
	}

	private boolean matches(Method method) {
		return this.advisor.getPointcut().getMethodMatcher().matches(method, Articles.class);
	}

	static class Articles {

		@InvalidateTags("looked:#{#id}")
		public long find(long id) {
			return find$suspendImpl(this, id);
		}

		@InvalidateTags("looked:#{#nobody}")
		static long find$suspendImpl(Articles self, long of) {
			return of;
		}

	}

}
