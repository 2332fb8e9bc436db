package io.github.taggedcache.template;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;

import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.annotation.InvalidateTags;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.core.ParameterNameDiscoverer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is refused at start-up, and how the error reads.
 */
class TemplateCheckTests {

	private final TagAnnotations annotations = new TagAnnotations(null);

	@Test
	void templateWithoutEndIsRefused() {
		assertTagsAreRefused("unclosed").withMessageContaining("\"author:#{#id\"")
			.withMessageContaining("@CacheTags on")
			.withMessageContaining("Examples.unclosed(long)");
	}

	@Test
	void templateThatIsNoSpelIsRefused() {
		assertTagsAreRefused("noSpel").withMessageContaining("\"author:#{#id +}\"")
			.withMessageContaining("Examples.noSpel(long, List)");
	}

	@Test
	void templateWithEmptyPartIsRefused() {
		assertTagsAreRefused("emptyPart").withMessageContaining("\"author:#{ }\"");
	}

	@Test
	void blankTemplateIsRefused() {
		assertTagsAreRefused("blank").withMessageContaining("must not be blank");
	}

	@Test
	void annotationWithoutTemplatesIsRefused() {
		assertTagsAreRefused("none").withMessageContaining("at least one tag template")
			.withMessageContaining("Examples.none()");
	}

	@Test
	void literalThatIsNoValidTagIsRefused() {
		assertTagsAreRefused("reserved").withMessageContaining("\"~articles\"");
	}

	@Test
	void unknownVariableIsRefusedWithTheParameters() {
		assertTagsAreRefused("unknownVariable").withMessageContaining("#idd is unknown")
			.withMessageContaining("[id, name]")
			.withMessageContaining("\"author:#{#idd}\"");
	}

	@Test
	void unknownVariableIsFoundInsideOfAnExpression() {
		assertTagsAreRefused("nestedVariable").withMessageContaining("#other is unknown");
	}

	@Test
	void unknownFunctionIsRefused() {
		assertTagsAreRefused("function").withMessageContaining("#hash is unknown");
	}

	@Test
	void positionBeyondTheParametersIsRefused() {
		assertTagsAreRefused("position").withMessageContaining("#a1 is unknown");
	}

	@Test
	void variableOfMethodWithoutParametersIsRefused() {
		assertTagsAreRefused("noParameters").withMessageContaining("the method has no parameters");
	}

	@Test
	void parameterWithoutHashIsRefusedWithTheRemedy() {
		assertTagsAreRefused("bare").withMessageContaining("'id' is not a property of #root")
			.withMessageContaining("write #id");
	}

	@Test
	void unknownPropertyOfRootIsRefused() {
		assertTagsAreRefused("rootProperty").withMessageContaining("'caches' is not a property of #root");
	}

	@Test
	void propertiesOfOtherThingsThanRootAreNotChecked() {
		MethodTags tags = this.annotations.methodTags(method("properties"), Examples.class);
		assertThat(tags.callTags(new Examples(), new Object[] { List.of(new Item(1)), Map.of("id", 1) }))
			.containsExactly("p:1", "s:1", "m:2", "k:1", "t:3");
	}

	@Test
	void resultOfVoidMethodIsRefused() {
		assertTagsAreRefused("voidResult").withMessageContaining("#result").withMessageContaining("void");
	}

	@Test
	void resultIsRefusedWhereParameterHasThatName() {
		assertTagsAreRefused("resultParameter").withMessageContaining("use #a0");
	}

	@Test
	void missingParameterNamesAreNamedAsTheReason() {
		TagAnnotations withoutNames = new TagAnnotations(null, new NoNames());
		assertThatExceptionOfType(TagTemplateException.class)
			.isThrownBy(() -> withoutNames.methodTags(method("properties"), Examples.class))
			.withMessageContaining("compile with -parameters")
			.withMessageContaining("#a0");
	}

	@Test
	void positionsAreKnownWithoutParameterNames() {
		TagAnnotations withoutNames = new TagAnnotations(null, new NoNames());
		MethodTags tags = withoutNames.methodTags(method("byPosition"), Examples.class);
		assertThat(tags.callTags(new Examples(), new Object[] { 1L })).containsExactly("author:1");
	}

	@Test
	void resultBeforeInvocationIsRefused() {
		assertRulesAreRefused("resultBefore").withMessageContaining("not known before the invocation")
			.withMessageContaining("@InvalidateTags on")
			.withMessageContaining("\"author:#{#result}\"");
	}

	@Test
	void conditionOnResultBeforeInvocationIsRefused() {
		assertRulesAreRefused("conditionBefore").withMessageContaining("not known before the invocation")
			.withMessageContaining("Condition \"#result > 1\"");
	}

	@Test
	void conditionThatDoesNotParseIsRefused() {
		assertRulesAreRefused("conditionParse").withMessageContaining("Condition \"#{#id}\"")
			.withMessageContaining("Examples.conditionParse(long)");
	}

	@Test
	void conditionWithUnknownVariableIsRefused() {
		assertRulesAreRefused("conditionVariable").withMessageContaining("#idd is unknown");
	}

	@Test
	void templateOfInvalidationIsChecked() {
		assertRulesAreRefused("ruleVariable").withMessageContaining("#idd is unknown")
			.withMessageContaining("@InvalidateTags on");
	}

	private ThrowableAssertAlternative<TagTemplateException> assertTagsAreRefused(String method) {
		return assertThatExceptionOfType(TagTemplateException.class)
			.isThrownBy(() -> this.annotations.methodTags(method(method), Examples.class));
	}

	private ThrowableAssertAlternative<TagTemplateException> assertRulesAreRefused(String method) {
		return assertThatExceptionOfType(TagTemplateException.class)
			.isThrownBy(() -> this.annotations.invalidationRules(method(method), Examples.class));
	}

	private static Method method(String name) {
		return Methods.named(Examples.class, name);
	}

	static class NoNames implements ParameterNameDiscoverer {

		@Override
		public @Nullable String @Nullable [] getParameterNames(Method method) {
			return null;
		}

		@Override
		public @Nullable String @Nullable [] getParameterNames(Constructor<?> constructor) {
			return null;
		}

	}

	record Item(int id) {
	}

	static class Examples {

		@CacheTags("author:#{#id")
		public void unclosed(long id) {
		}

		@CacheTags("author:#{#id +}")
		public void noSpel(long id, List<String> others) {
		}

		@CacheTags("author:#{ }")
		public void emptyPart() {
		}

		@CacheTags(" ")
		public void blank() {
		}

		@CacheTags({})
		public void none() {
		}

		@CacheTags("~articles")
		public void reserved() {
		}

		@CacheTags({ "author:#{#id}", "author:#{#idd}" })
		public void unknownVariable(long id, String name) {
		}

		@CacheTags("x:#{{1, 2}.?[#this > #other]}")
		public void nestedVariable(long id) {
		}

		@CacheTags("x:#{#hash(#id)}")
		public void function(long id) {
		}

		@CacheTags("author:#{#a1}")
		public void position(long id) {
		}

		@CacheTags("author:#{#id}")
		public void noParameters() {
		}

		@CacheTags("author:#{id}")
		public void bare(long id) {
		}

		@CacheTags("region:#{#root.caches[0].name}")
		public void rootProperty(long id) {
		}

		@CacheTags({ "p:#{#items.![id]}", "s:#{#items.?[id == 1].![id]}", "m:#{{key: 2}['key']}", "k:#{#byName[id]}",
				"t:#{T(java.lang.Math).abs(-3)}" })
		public void properties(List<Item> items, Map<String, Integer> byName) {
		}

		@CacheTags("author:#{#result}")
		public void voidResult() {
		}

		@CacheTags("author:#{#result}")
		public String resultParameter(String result) {
			return result;
		}

		@CacheTags("author:#{#p0}")
		public void byPosition(long id) {
		}

		@InvalidateTags(value = "author:#{#result}", beforeInvocation = true)
		public long resultBefore(long id) {
			return id;
		}

		@InvalidateTags(value = "author:#{#id}", condition = "#result > 1", beforeInvocation = true)
		public long conditionBefore(long id) {
			return id;
		}

		@InvalidateTags(value = "author:#{#id}", condition = "#{#id}")
		public void conditionParse(long id) {
		}

		@InvalidateTags(value = "author:#{#id}", condition = "#idd > 1")
		public void conditionVariable(long id) {
		}

		@InvalidateTags("author:#{#idd}")
		public void ruleVariable(long id) {
		}

	}

}
