package io.github.taggedcache.key;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.cache.interceptor.SimpleKey;
import org.springframework.cache.interceptor.SimpleKeyGenerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link SimpleKeyForm}.
 */
class SimpleKeyFormTests {

	private final KeyText keyText = new KeyText(List.of());

	@Test
	void simpleKeyHasItsArguments() {
		assertThat(this.keyText.of(new SimpleKey(1, "x", null))).isEqualTo("(1,\"x\",null)");
	}

	@Test
	void emptySimpleKeyIsAPairOfParentheses() {
		assertThat(this.keyText.of(SimpleKey.EMPTY)).isEqualTo("()");
		assertThat(this.keyText.of(new SimpleKey())).isEqualTo("()");
	}

	@Test
	void keysMadeOfArgumentsDifferByTheirTypes() {
		assertThat(this.keyText.of(SimpleKeyGenerator.generateKey(1, 2L)))
			.isNotEqualTo(this.keyText.of(SimpleKeyGenerator.generateKey("1", 2L)))
			.isNotEqualTo(this.keyText.of(SimpleKeyGenerator.generateKey(1.0, 2L)));
	}

	@Test
	void keysMadeOfIntegralArgumentsDoNotDifferByTheirWidths() {
		assertThat(this.keyText.of(SimpleKeyGenerator.generateKey(1, 2L)))
			.isEqualTo(this.keyText.of(SimpleKeyGenerator.generateKey(1L, (byte) 2)));
	}

	@Test
	void simpleKeyIsNoList() {
		assertThat(this.keyText.of(new SimpleKey(1, 2))).isNotEqualTo(this.keyText.of(List.of(1, 2)));
	}

	@Test
	void equalArraysMakeEqualSimpleKeys() {
		assertThat(this.keyText.of(new SimpleKey(new int[] { 1 }, "x")))
			.isEqualTo(this.keyText.of(new SimpleKey(new int[] { 1 }, "x")));
	}

	@Test
	void subclassIsRefusedSinceItMayHaveMoreState() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.keyText.of(new TenantKey("acme", 1)))
			.withMessageContaining(TenantKey.class.getTypeName());
	}

	@Test
	void springKeepsTheArgumentsInTheFieldThatIsRead() {
		assertThat(Arrays.stream(SimpleKey.class.getDeclaredFields())
			.filter((field) -> !Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())))
			.singleElement()
			.returns("params", Field::getName)
			.returns(Object[].class, Field::getType);
	}

	static class TenantKey extends SimpleKey {

		final String tenant;

		TenantKey(String tenant, Object... arguments) {
			super(arguments);
			this.tenant = tenant;
		}

	}

}
