package io.github.taggedcache.testsupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class RedisBinaryTests {

	@ParameterizedTest
	@CsvSource({ "Linux, amd64, linux-amd64", "Linux, aarch64, linux-arm64", "Linux, i386, linux-386",
			"Mac OS X, x86_64, darwin-amd64", "Mac OS X, aarch64, darwin-arm64" })
	void programForEachSystemIsOnTheClassPath(String os, String arch, String suffix) {
		String name = RedisBinary.resourceName(os, arch);
		assertThat(name).isEqualTo("redis-server-7.0.15-" + suffix);
		assertThat(RedisBinary.class.getClassLoader().getResource(name)).isNotNull();
	}

	@ParameterizedTest
	@CsvSource({ "Windows 11, amd64", "Linux, riscv64", "Mac OS X, i386" })
	void systemWithoutProgramIsNamed(String os, String arch) {
		assertThatIllegalStateException().isThrownBy(() -> RedisBinary.resourceName(os, arch))
			.withMessageContaining(os + " on " + arch);
	}

	@Test
	void programIsExtractedOnce() throws Exception {
		assertThat(RedisBinary.in(ServerReaper.instance().directory())).isExecutable()
			.isEqualTo(RedisBinary.in(ServerReaper.instance().directory()));
	}

}
