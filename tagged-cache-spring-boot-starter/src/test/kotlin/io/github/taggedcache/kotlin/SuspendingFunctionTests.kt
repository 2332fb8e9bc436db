package io.github.taggedcache.kotlin

import kotlinx.coroutines.delay
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.springframework.core.KotlinDetector

class SuspendingFunctionTests {

	@Test
	fun isSeenAsSuspendingBySpring() {
		val method = Loader::class.java.declaredMethods.single { it.name == "load" }
		assertThat(KotlinDetector.isSuspendingFunction(method)).isTrue()
	}

	@Test
	suspend fun runsInATest() {
		assertThat(Loader().load(42)).isEqualTo("42")
	}

	private class Loader {

		suspend fun load(id: Long): String {
			delay(1)
			return id.toString()
		}

	}

}
