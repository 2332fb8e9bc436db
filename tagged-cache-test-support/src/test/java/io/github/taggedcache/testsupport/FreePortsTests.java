package io.github.taggedcache.testsupport;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FreePortsTests {

	@Test
	void portsDifferAndLieBelowThoseOfOutgoingConnections() throws IOException {
		assertThat(FreePorts.pick(20)).hasSize(20)
			.doesNotHaveDuplicates()
			.allMatch((port) -> FreePorts.FIRST <= port && port <= FreePorts.LAST);
	}

}
