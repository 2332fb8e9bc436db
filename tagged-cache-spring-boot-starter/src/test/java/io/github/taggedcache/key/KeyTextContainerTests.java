package io.github.taggedcache.key;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for arrays, collections and maps as keys.
 */
class KeyTextContainerTests {

	private final KeyText keyText = new KeyText(List.of());

	@Test
	void listKeepsItsOrder() {
		assertThat(this.keyText.of(List.of(2, "a", 1L))).isEqualTo("[2,\"a\",1]");
	}

	@Test
	void listMayHoldNull() {
		assertThat(this.keyText.of(Arrays.asList(null, 1))).isEqualTo("[null,1]");
	}

	@Test
	void listsOfDifferentClassesAreOneKey() {
		assertThat(this.keyText.of(new CopyOnWriteArrayList<>(List.of(1, 2))))
			.isEqualTo(this.keyText.of(List.of(1, 2)));
	}

	@Test
	void setIsInOrderOfTexts() {
		assertThat(this.keyText.of(new LinkedHashSet<>(List.of(9, "b", 10)))).isEqualTo("set[\"b\",10,9]");
	}

	@Test
	void setsOfDifferentClassesAreOneKey() {
		assertThat(this.keyText.of(new TreeSet<>(List.of(3, 1, 2)).descendingSet()))
			.isEqualTo(this.keyText.of(Set.of(1, 2, 3)));
	}

	@Test
	void mapIsInOrderOfTexts() {
		Map<Object, Object> map = new LinkedHashMap<>();
		map.put("b", 1);
		map.put("a", null);
		assertThat(this.keyText.of(map)).isEqualTo("map[\"a\"=null,\"b\"=1]");
	}

	@Test
	void mapsOfDifferentClassesAreOneKey() {
		Map<String, Integer> map = new TreeMap<>(Collections.reverseOrder());
		map.putAll(Map.of("a", 1, "b", 2));
		assertThat(this.keyText.of(map)).isEqualTo(this.keyText.of(Map.of("a", 1, "b", 2)));
	}

	@Test
	void nullIsAMapKeyLikeAnother() {
		assertThat(this.keyText.of(Collections.singletonMap(null, 1))).isEqualTo("map[null=1]");
	}

	@Test
	void otherCollectionIsAKindOfItsOwn() {
		assertThat(this.keyText.of(new ArrayDeque<>(List.of(2, 1)))).isEqualTo("collection[2,1]");
	}

	@Test
	void arrayOfObjectsDoesNotTellItsComponentType() {
		assertThat(this.keyText.of(new String[] { "a" })).isEqualTo("array[\"a\"]");
		assertThat(this.keyText.of(new Object[] { "a" })).isEqualTo("array[\"a\"]");
	}

	@Test
	void arraysNest() {
		assertThat(this.keyText.of(new int[][] { { 1 }, {} })).isEqualTo("array[int[1],int[]]");
	}

	@Test
	void arraysOfIntegralNumbersAreOneKey() {
		assertThat(List.of(new int[] { 1, 2 }, new long[] { 1, 2 }, new short[] { 1, 2 })).map(this.keyText::of)
			.containsOnly("int[1,2]");
	}

	@Test
	void arrayOfOtherPrimitivesTellsItsComponentType() {
		assertThat(this.keyText.of(new double[] { 1 })).isEqualTo("double[1d]");
		assertThat(this.keyText.of(new float[] { 1 })).isEqualTo("float[1f]");
		assertThat(this.keyText.of(new boolean[] { true, false })).isEqualTo("boolean[true,false]");
	}

	@Test
	void bytesAreHexadecimal() {
		assertThat(this.keyText.of(new byte[] { (byte) 0xca, (byte) 0xfe })).isEqualTo("byte[cafe]");
	}

	@Test
	void charsAreText() {
		assertThat(this.keyText.of("a😀\"".toCharArray())).isEqualTo("char\"a😀\\\"\"");
	}

	@Test
	void kindsWithTheSameElementsDiffer() {
		assertThat(List.of(this.keyText.of(List.of(1)), this.keyText.of(Set.of(1)), this.keyText.of(new Object[] { 1 }),
				this.keyText.of(new int[] { 1 }), this.keyText.of(new ArrayDeque<>(List.of(1))), this.keyText.of(1)))
			.doesNotHaveDuplicates();
	}

	@Test
	void elementsDoNotRunIntoEachOther() {
		assertThat(this.keyText.of(List.of("a", "b"))).isNotEqualTo(this.keyText.of(List.of("a\",\"b")));
		assertThat(this.keyText.of(List.of(List.of(1), 2))).isNotEqualTo(this.keyText.of(List.of(List.of(1, 2))));
	}

}
