package io.github.taggedcache.petclinic;

import java.util.UUID;
import java.util.stream.Stream;

import io.github.taggedcache.testsupport.RedisServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One persistence context for a whole request, and cached entities.
 */
@ExtendWith(OutputCaptureExtension.class)
class OpenInViewTests {

	private static void start(String... properties) {
		String[] all = Stream.concat(Stream.of(properties), Stream.of("spring.jpa.hibernate.ddl-auto=create"))
			.toArray(String[]::new);
		Clinic.start(RedisServers.shared().uri(), "view" + UUID.randomUUID(), all).close();
	}

	@Test
	void openInViewIsWarnedOfWithTheMethodsThatReturnEntities(CapturedOutput output) {
		start("spring.jpa.open-in-view=true");
		assertThat(output).contains("spring.jpa.open-in-view is on, and methods with tags return entities")
			.contains("OwnerRepository.findById")
			.doesNotContain("findRows");
	}

	@Test
	void noWarningWithoutOpenInView(CapturedOutput output) {
		start("spring.jpa.open-in-view=false");
		assertThat(output).doesNotContain("methods with tags return entities");
	}

}
