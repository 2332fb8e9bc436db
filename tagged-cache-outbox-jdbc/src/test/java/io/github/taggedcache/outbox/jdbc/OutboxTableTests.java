package io.github.taggedcache.outbox.jdbc;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class OutboxTableTests {

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a b", "a;b", "1a", "a.b.c", "a.", "\"a\"", "a--" })
	void textThatIsNoNameOfATableIsRefused(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> new OutboxTable(name))
			.withMessageContaining("letters, digits and underscores");
	}

	@Test
	void statementsNameTheTableInItsSchema() {
		OutboxTable table = new OutboxTable("shop.outbox_1");
		assertThat(table.insert()).startsWith("INSERT INTO shop.outbox_1 (");
		assertThat(table.claim(true)).contains("FROM shop.outbox_1 ").endsWith("FOR UPDATE SKIP LOCKED");
		assertThat(table.delete(3)).isEqualTo("DELETE FROM shop.outbox_1 WHERE id IN (?, ?, ?)");
	}

}
