package io.github.taggedcache.architecture;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files of the core know each other in one direction, so that each can be read after
 * those that it uses. A small family of files that are read together may be a circle.
 */
class FileRulesTests {

	private static final List<Family> FAMILIES = List.of(
			Family.of("a type, and the choice among types that a type itself is", "codec.ValueType",
					"codec.ValueTypes"),
			Family.of("the log, and what is sent to it and asked of it", "store.Append", "store.InvalidationLog",
					"store.ObservedNames"),
			Family.of("a failure of the store, which says what another failure of it means", "store.StoreException",
					"store.InvalidationLostException"),
			Family.of("a payload, and how it is compressed", "envelope.Compression", "envelope.Payload"),
			Family.of("the store in memory, and a connection to it", "store.memory.MemoryStore",
					"store.memory.MemoryLogConnection"));

	@Test
	void filesOfTheCoreAreFreeOfCycles() {
		Production.follows(SlicesRuleDefinition.slices().assignedFrom(new FilesAsSlices()).should().beFreeOfCycles());
	}

	@Test
	void familiesHaveNoMembersThatAreGone() {
		Set<String> files = Production.CLASSES.stream().map(FileRulesTests::file).collect(Collectors.toSet());
		assertThat(FAMILIES).allSatisfy((family) -> assertThat(files).containsAll(family.files()));
	}

	/**
	 * The class that gives a file its name.
	 */
	private static String file(JavaClass type) {
		String name = type.getName();
		int nested = name.indexOf('$');
		return (nested < 0) ? name : name.substring(0, nested);
	}

	/**
	 * Files that know each other.
	 *
	 * @param reason why they are read together
	 * @param files the names of their classes
	 */
	private record Family(String reason, Set<String> files) {

		static Family of(String reason, String... files) {
			return new Family(reason,
					Arrays.stream(files).map((file) -> Production.ROOT + ".core." + file).collect(Collectors.toSet()));
		}

	}

	private static final class FilesAsSlices implements SliceAssignment {

		@Override
		public SliceIdentifier getIdentifierOf(JavaClass type) {
			if (!type.getPackageName().startsWith(Production.ROOT + ".core.")) {
				return SliceIdentifier.ignore();
			}
			String file = file(type);
			return FAMILIES.stream()
				.filter((family) -> family.files().contains(file))
				.findFirst()
				.map((family) -> SliceIdentifier.of(family.reason()))
				.orElseGet(() -> SliceIdentifier.of(file));
		}

		@Override
		public String getDescription() {
			return "files of the core";
		}

	}

}
