package io.github.taggedcache.testsupport;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MonitoredCommandTests {

	@Test
	void nameIsInUpperCaseAndArgumentsAreAsSent() {
		MonitoredCommand command = MonitoredCommand.parse("1.000001 [0 127.0.0.1:50000] \"set\" \"Key\" \"v w\"");
		assertThat(command.client()).isEqualTo("127.0.0.1:50000");
		assertThat(command.name()).isEqualTo("SET");
		assertThat(command.arguments()).containsExactly("Key", "v w");
		assertThat(command.fromScript()).isFalse();
	}

	@Test
	void commandOfScriptIsToldApart() {
		assertThat(MonitoredCommand.parse("1.000001 [3 lua] \"get\" \"key\"").fromScript()).isTrue();
	}

	@Test
	void addressAndArgumentsMayHoldBrackets() {
		MonitoredCommand command = MonitoredCommand.parse("1.000001 [0 [::1]:50000] \"get\" \"a] \\\"b\"");
		assertThat(command.client()).isEqualTo("[::1]:50000");
		assertThat(command.arguments()).containsExactly("a] \"b");
	}

	@Test
	void escapesAreUndone() {
		MonitoredCommand command = MonitoredCommand
			.parse("1.000001 [0 127.0.0.1:50000] \"echo\" \"\\\\ \\\" \\n\\r\\t\\a\\b \\x00 \\xc3\\xbc\" \"\"");
		assertThat(command.arguments()).containsExactly("\\ \" \n\r\t\u0007\b \u0000 ü", "");
	}

	@Test
	void otherLineIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> MonitoredCommand.parse("OK")).withMessageContaining("OK");
	}

}
