package io.github.taggedcache.key;

import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import javax.tools.ToolProvider;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for records as keys.
 */
class KeyTextRecordTests {

	private static final String HERE = KeyTextRecordTests.class.getName();

	private final KeyText keyText = new KeyText(List.of());

	@Test
	void recordHasItsClassAndComponents() {
		assertThat(this.keyText.of(new Name("x", 1))).isEqualTo(HERE + "$Name(first=\"x\",second=1)");
	}

	@Test
	void recordWithoutComponentsHasItsClass() {
		assertThat(this.keyText.of(new Nothing())).isEqualTo(HERE + "$Nothing()");
	}

	@Test
	void recordsNest() {
		assertThat(this.keyText.of(new Name(null, new Nothing())))
			.isEqualTo(HERE + "$Name(first=null,second=" + HERE + "$Nothing())");
	}

	@Test
	void recordsOfTwoClassesDiffer() {
		assertThat(this.keyText.of(new A(1))).isNotEqualTo(this.keyText.of(new B(1)));
	}

	@Test
	void localRecordIsRead() {
		record Local(int id) {

		}
		assertThat(this.keyText.of(new Local(7))).endsWith("Local(id=7)");
	}

	@Test
	void componentIsReadByItsAccessor() {
		assertThat(this.keyText.of(new Lower("ABC"))).isEqualTo(HERE + "$Lower(text=\"abc\")");
	}

	@Test
	void exceptionOfAnAccessorIsPassedOn() {
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> this.keyText.of(new Broken(1)))
			.withMessage("broken");
	}

	@Test
	void recordThatIsACollectionIsARecord() {
		assertThat(this.keyText.of(new CollectionRecord(List.of(1), 3)))
			.isEqualTo(CollectionRecord.class.getName() + "(elements=[1],page=3)");
	}

	@Test
	void nameWithoutPackageIsQuotedSoThatItIsNoWordOfTheGrammar(@TempDir Path directory) throws Exception {
		compile(directory, "Instant.java", "public record Instant(int id) { }");
		try (URLClassLoader classLoader = new URLClassLoader(new URL[] { directory.toUri().toURL() })) {
			Object key = classLoader.loadClass("Instant").getConstructor(int.class).newInstance(1);
			assertThat(this.keyText.of(key)).isEqualTo("\"Instant\"(id=1)");
		}
	}

	@Test
	void recordInAClosedModuleIsRefusedWithTheRemedy(@TempDir Path directory) throws Exception {
		compile(directory, "module-info.java", "module guarded { exports guarded; }", "guarded/Keys.java",
				"package guarded; public class Keys { private record Id(int id) { } "
						+ "public static Object key() { return new Id(1); } }");
		Configuration configuration = ModuleLayer.boot()
			.configuration()
			.resolve(ModuleFinder.of(directory), ModuleFinder.of(), Set.of("guarded"));
		ModuleLayer layer = ModuleLayer.boot().defineModulesWithOneLoader(configuration, getClass().getClassLoader());
		Object key = layer.findLoader("guarded").loadClass("guarded.Keys").getMethod("key").invoke(null);
		assertThatIllegalArgumentException().isThrownBy(() -> this.keyText.of(key))
			.withMessageContaining("record guarded.Keys$Id")
			.withMessageContaining("Open its package")
			.withMessageContaining("Converter<Id, String>");
	}

	private static void compile(Path directory, String... namesAndTexts) throws IOException {
		List<String> files = new ArrayList<>();
		for (int i = 0; i < namesAndTexts.length; i += 2) {
			Path file = directory.resolve(namesAndTexts[i]);
			Files.createDirectories(file.getParent());
			files.add(Files.writeString(file, namesAndTexts[i + 1]).toString());
		}
		assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, files.toArray(String[]::new))).isZero();
	}

	@Test
	void nameThatIsNoIdentifierIsQuoted() {
		assertThat(QuotedText.name("plain_1$ä")).isEqualTo("plain_1$ä");
		assertThat(QuotedText.name("not \"plain\"")).isEqualTo("\"not \\\"plain\\\"\"");
	}

	private record Name(@Nullable String first, Object second) {

	}

	record Nothing() {

	}

	record A(int id) {

	}

	record B(int id) {

	}

	record Lower(String text) {

		@Override
		public String text() {
			return this.text.toLowerCase(Locale.ROOT);
		}

	}

	record Broken(int id) {

		@Override
		public int id() {
			throw new UnsupportedOperationException("broken");
		}

	}

}
