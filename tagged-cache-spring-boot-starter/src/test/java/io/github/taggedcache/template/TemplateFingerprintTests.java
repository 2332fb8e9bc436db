package io.github.taggedcache.template;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.core.judge.DeclaredTags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two calls for one key with one fingerprint give the same tags for the same value.
 */
class TemplateFingerprintTests {

	private final TagAnnotations annotations = new TagAnnotations(null);

	private MethodTags tags(String name) {
		return Stream.of(Declared.class.getMethods())
			.filter((method) -> method.getName().equals(name))
			.map((method) -> this.annotations.methodTags(method, Declared.class))
			.findFirst()
			.orElseThrow();
	}

	@Test
	void methodWithoutTagsDeclaresNothing() {
		assertThat(tags("none").templatesByArguments()).isEqualTo(DeclaredTags.NO_TEMPLATES);
		assertThat(tags("none").templatesByResult()).isEqualTo(DeclaredTags.NO_TEMPLATES);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ofId", "renamed", "twoArguments", "ofResult", "ofElements", "computed" })
	void defaultKeyDeterminesTagsOfArgumentsAndResult(String method) {
		assertThat(tags(method).templatesByArguments()).isNotIn(DeclaredTags.NO_TEMPLATES,
				DeclaredTags.UNKNOWN_TEMPLATES);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ofTarget", "ofBareProperty", "ofArgs", "ofType", "ofBean", "ofConstructor", "ofObject",
			"ofDecimal", "ofMap" })
	void whatKeyAndResultDoNotDetermineHasNoFingerprint(String method) {
		assertThat(tags(method).templatesByArguments()).isEqualTo(DeclaredTags.UNKNOWN_TEMPLATES);
	}

	@Test
	void nameOfAParameterDoesNotMatter() {
		assertThat(tags("renamed").templatesByArguments()).isEqualTo(tags("ofId").templatesByArguments());
	}

	@Test
	void orderOfTemplatesDoesNotMatter() {
		assertThat(tags("reordered").templatesByArguments()).isEqualTo(tags("ordered").templatesByArguments());
	}

	@Test
	void positionOfAParameterMatters() {
		assertThat(tags("second").templatesByArguments()).isNotEqualTo(tags("twoArguments").templatesByArguments());
	}

	@Test
	void positionOfAParameterBesideALiteralMatters() {
		assertThat(tags("literalThenSwapped").templatesByArguments())
			.isNotEqualTo(tags("literalThen").templatesByArguments());
	}

	@Test
	void typeOfAParameterMatters() {
		assertThat(tags("ofText").templatesByArguments()).isNotEqualTo(tags("ofId").templatesByArguments());
	}

	@Test
	void primitiveAndItsWrapperAreTheSame() {
		assertThat(tags("ofWrapper").templatesByArguments()).isEqualTo(tags("ofId").templatesByArguments());
	}

	@Test
	void textThatLooksLikeAVariableIsNone() {
		assertThat(tags("literalName").templatesByArguments())
			.isNotEqualTo(tags("literalPosition").templatesByArguments());
		assertThat(tags("quotedName").templatesByArguments())
			.isNotEqualTo(tags("quotedPosition").templatesByArguments());
	}

	@Test
	void keyExpressionDeterminesTheArgumentsThatItNames() {
		assertThat(tags("twoArguments").templatesByKey("#id")).isNotIn(DeclaredTags.NO_TEMPLATES,
				DeclaredTags.UNKNOWN_TEMPLATES);
		assertThat(tags("twoArguments").templatesByKey("{#other, #a0}")).isNotIn(DeclaredTags.NO_TEMPLATES,
				DeclaredTags.UNKNOWN_TEMPLATES);
	}

	@ParameterizedTest
	@ValueSource(strings = { "#other", "#id + 1", "#id + '-' + #other", "#root.args[0]", "'all'", "{#id + 1}", "#id.x",
			"#id +", "#nobody" })
	void otherKeyExpressionsDetermineNoArgument(String key) {
		assertThat(tags("twoArguments").templatesByKey(key)).isEqualTo(DeclaredTags.UNKNOWN_TEMPLATES);
		assertThat(tags("ofResult").templatesByKey(key)).isEqualTo(tags("ofResult").templatesByArguments());
	}

	@Test
	void waysToMakeTheKeyAreToldApart() {
		MethodTags tags = tags("twoArguments");
		assertThat(Stream.of(tags.templatesByArguments(), tags.templatesByKey("#id"),
				tags.templatesByKey("{#id, #other}"), tags.templatesByKey("{#other, #id}")))
			.doesNotHaveDuplicates();
	}

	@Test
	void keyOfAGeneratorDeterminesTagsOfTheResultOnly() {
		assertThat(tags("ofId").templatesByResult()).isEqualTo(DeclaredTags.UNKNOWN_TEMPLATES);
		assertThat(tags("ofResult").templatesByResult()).isEqualTo(tags("ofResult").templatesByArguments());
	}

	/**
	 * Methods with templates of each kind.
	 */
	interface Declared {

		String none(long id);

		@CacheTags("a:#{#id}")
		String ofId(long id);

		@CacheTags("a:#{#number}")
		String renamed(long number);

		@CacheTags("a:#{#id}")
		String ofText(String id);

		@CacheTags("a:#{#id}")
		String ofWrapper(Long id);

		@CacheTags("a:#{#id}")
		String twoArguments(long id, long other);

		@CacheTags("a:#{'of ' + #id + ':' + #other}")
		String literalThen(long id, long other);

		@CacheTags("a:#{'of ' + #id + ':' + #other}")
		String literalThenSwapped(long other, long id);

		@CacheTags("a:#{#id}")
		String second(long other, long id);

		@CacheTags({ "a", "b:#{#id}" })
		String ordered(long id);

		@CacheTags({ "b:#{#id}", "a" })
		String reordered(long id);

		@CacheTags("a:#{#result.length()}")
		String ofResult(long id);

		@CacheTags("a:#{#result.![id]}")
		List<String> ofElements(long id);

		@CacheTags("a:#{#id > 5 ? 'many' : 'few'}")
		String computed(long id);

		@CacheTags("#id:#{#id}")
		String literalName(long id);

		@CacheTags("#a0:#{#id}")
		String literalPosition(long id);

		@CacheTags("a:#{'#id' + #id}")
		String quotedName(long id);

		@CacheTags("a:#{'#a0' + #id}")
		String quotedPosition(long id);

		@CacheTags("a:#{#root.target}")
		String ofTarget(long id);

		@CacheTags("a:#{methodName}")
		String ofBareProperty(long id);

		@CacheTags("a:#{#args[0]}")
		String ofArgs(long id);

		@CacheTags("a:#{T(java.lang.System).nanoTime()}")
		String ofType(long id);

		@CacheTags("a:#{@tenant}")
		String ofBean(long id);

		@CacheTags("a:#{new java.lang.Object()}")
		String ofConstructor(long id);

		@CacheTags("a:#{#object.hashCode()}")
		String ofObject(Object object);

		@CacheTags("a:#{#price}")
		String ofDecimal(BigDecimal price);

		@CacheTags("a:#{{a: 1}.keySet()}")
		String ofMap(long id);

	}

}
