package io.github.taggedcache.template;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.github.taggedcache.InvalidationMode;
import io.github.taggedcache.annotation.InvalidateTags;
import io.github.taggedcache.core.store.Mode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class InvalidationRuleTests {

	private final TagAnnotations annotations = new TagAnnotations(null);

	@Test
	void attributesHaveTheirDocumentedValues() {
		InvalidationRule rule = rule("plain");
		assertThat(rule.mode()).isEqualTo(Mode.HARD);
		assertThat(rule.beforeInvocation()).isFalse();
		assertThat(rule.onException()).isTrue();
	}

	@Test
	void attributesAreThoseOfTheAnnotation() {
		InvalidationRule rule = rule("configured");
		assertThat(rule.mode()).isEqualTo(Mode.SOFT);
		assertThat(rule.beforeInvocation()).isTrue();
		assertThat(rule.onException()).isFalse();
	}

	@Test
	void ruleInvalidatesWhenTheMethodHasEnded() {
		assertThat(tags("plain", Outcome.notEnded(), 1L)).isEmpty();
		assertThat(tags("plain", Outcome.result("x"), 1L)).containsExactly("author:1");
		assertThat(tags("plain", Outcome.exception(), 1L)).containsExactly("author:1");
	}

	@Test
	void ruleBeforeInvocationInvalidatesOnlyThen() {
		assertThat(tags("configured", Outcome.notEnded(), 1L)).containsExactly("author:1");
		assertThat(tags("configured", Outcome.result("x"), 1L)).isEmpty();
		assertThat(tags("configured", Outcome.exception(), 1L)).isEmpty();
	}

	@Test
	void exceptionDoesNotInvalidateWhereItIsOptedOut() {
		assertThat(tags("noException", Outcome.exception(), 1L)).isEmpty();
		assertThat(tags("noException", Outcome.result(null), 1L)).containsExactly("author:1");
	}

	@Test
	void templatesOfTheResultAreSkippedWhereThereIsNone() {
		assertThat(tags("result", Outcome.result(5), 1L)).containsExactly("author:1", "result:5");
		assertThat(tags("result", Outcome.result(Optional.of(5)), 1L)).containsExactly("author:1", "result:5");
		assertThat(tags("result", Outcome.result(null), 1L)).containsExactly("author:1");
		assertThat(tags("result", Outcome.result(Optional.empty()), 1L)).containsExactly("author:1");
		assertThat(tags("result", Outcome.exception(), 1L)).containsExactly("author:1");
	}

	@Test
	void conditionDecides() {
		assertThat(tags("condition", Outcome.result(1), 11L)).containsExactly("author:11");
		assertThat(tags("condition", Outcome.result(1), 10L)).isEmpty();
		assertThat(tags("condition", Outcome.exception(), 10L)).isEmpty();
	}

	@Test
	void conditionSeesNullResult() {
		assertThat(tags("conditionOnResult", Outcome.result(null), 1L)).isEmpty();
		assertThat(tags("conditionOnResult", Outcome.result(1), 1L)).containsExactly("author:1");
	}

	@Test
	void conditionOnResultIsMetAfterException() {
		assertThat(tags("conditionOnResult", Outcome.exception(), 1L)).containsExactly("author:1");
	}

	@Test
	void conditionThatIsNotMetSparesTheTemplates() {
		assertThat(tags("conditionBeforeTemplate", Outcome.result(null), (Object) null)).isEmpty();
	}

	@Test
	void conditionThatGivesNoBooleanIsRefused() {
		assertThatExceptionOfType(TagTemplateException.class)
			.isThrownBy(() -> tags("noBoolean", Outcome.result(null), 1L))
			.withMessageContaining("Condition \"#id\"")
			.withMessageContaining("true or false")
			.withMessageContaining("java.lang.Long")
			.withMessageContaining("Authors.noBoolean(Long)");
	}

	@Test
	void conditionThatGivesNullIsRefused() {
		assertThatExceptionOfType(TagTemplateException.class)
			.isThrownBy(() -> tags("noBoolean", Outcome.result(null), (Object) null))
			.withMessageContaining("true or false");
	}

	@Test
	void conditionThatFailsNamesTheMethod() {
		assertThatExceptionOfType(TagTemplateException.class)
			.isThrownBy(() -> tags("failing", Outcome.result(null), 1L))
			.withMessageContaining("Condition \"#id.nonsense()\"")
			.withMessageContaining("Authors.failing(Long)")
			.withCauseInstanceOf(RuntimeException.class);
	}

	@Test
	void nullPartNamesMethodTemplateAndPart() {
		assertThatExceptionOfType(TagTemplateException.class)
			.isThrownBy(() -> tags("plain", Outcome.result(null), (Object) null))
			.withMessageContaining("@InvalidateTags on")
			.withMessageContaining("Authors.plain(Long)")
			.withMessageContaining("\"author:#{#id}\"")
			.withMessageContaining("Part #{#id}");
	}

	@Test
	void partFansOut() {
		assertThat(tags("all", Outcome.result(null), List.of(1, 2))).containsExactly("author:1", "author:2");
	}

	private Set<String> tags(String method, Outcome outcome, @Nullable Object... args) {
		return rule(method).tags(new Authors(), args, outcome);
	}

	private InvalidationRule rule(String method) {
		List<InvalidationRule> rules = this.annotations.invalidationRules(Methods.named(Authors.class, method),
				Authors.class);
		assertThat(rules).hasSize(1);
		return rules.get(0);
	}

	static class Authors {

		@InvalidateTags("author:#{#id}")
		public void plain(@Nullable Long id) {
		}

		@InvalidateTags(value = "author:#{#id}", beforeInvocation = true, onException = false,
				mode = InvalidationMode.SOFT)
		public void configured(Long id) {
		}

		@InvalidateTags(value = "author:#{#id}", onException = false)
		public void noException(Long id) {
		}

		@InvalidateTags({ "author:#{#id}", "result:#{#result}" })
		public Object result(Long id) {
			return id;
		}

		@InvalidateTags(value = "author:#{#id}", condition = "#id > 10")
		public Object condition(Long id) {
			return id;
		}

		@InvalidateTags(value = "author:#{#id}", condition = "#result != null")
		public Object conditionOnResult(Long id) {
			return id;
		}

		@InvalidateTags(value = "author:#{#id}", condition = "#id != null")
		public void conditionBeforeTemplate(@Nullable Long id) {
		}

		@InvalidateTags(value = "author:1", condition = "#id")
		public void noBoolean(@Nullable Long id) {
		}

		@InvalidateTags(value = "author:1", condition = "#id.nonsense()")
		public void failing(Long id) {
		}

		@InvalidateTags("author:#{#ids}")
		public void all(List<Integer> ids) {
		}

	}

}
