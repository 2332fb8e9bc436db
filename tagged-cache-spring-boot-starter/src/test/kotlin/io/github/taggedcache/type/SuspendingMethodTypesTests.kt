package io.github.taggedcache.type

import io.github.taggedcache.json.JsonCodec
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.emptyFlow
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import tools.jackson.databind.json.JsonMapper

class SuspendingMethodTypesTests {

	private val types = MethodTypes { JsonCodec(JsonMapper.builder().build()) }

	@Test
	fun typeOfSuspendingFunctionIsThatOfItsResult() {
		assertThat(name(Loader::class.java, "one")).isEqualTo("java.lang.Long")
	}

	@Test
	fun typeOfSuspendingFunctionMayBeGeneric() {
		assertThat(name(Loader::class.java, "all"))
			.isEqualTo("java.util.Map<java.lang.String, java.util.List<java.lang.Integer>>")
	}

	@Test
	fun variableOfSuspendingFunctionIsThatOfTheTargetsSuperclass() {
		assertThat(name(TextLoader::class.java, "generic")).isEqualTo("java.util.List<java.lang.String>")
	}

	@Test
	fun flowGivesAList() {
		assertThat(name(Loader::class.java, "flow")).isEqualTo("java.util.List<java.lang.String>")
	}

	@Test
	fun flowOfSuspendingFunctionGivesAList() {
		assertThat(name(Loader::class.java, "lateFlow")).isEqualTo("java.util.List<java.lang.String>")
	}

	@Test
	fun deferredGivesItsValue() {
		assertThat(name(Loader::class.java, "deferred")).isEqualTo("java.lang.String")
	}

	private fun name(type: Class<*>, method: String): String =
		this.types.of(type.methods.single { it.name == method }, type).name()

	class Loader {

		suspend fun one(id: Long): Long = id

		suspend fun all(): Map<String, List<Int>> = mapOf()

		fun flow(): Flow<String> = emptyFlow()

		suspend fun lateFlow(): Flow<String> = emptyFlow()

		fun deferred(): Deferred<String> = CompletableDeferred("a")

	}

	open class GenericLoader<T> {

		suspend fun generic(): List<T> = listOf()

	}

	class TextLoader : GenericLoader<String>()

}
