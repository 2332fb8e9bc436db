package io.github.taggedcache.key;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.data.domain.AbstractPageRequest;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link SpringDataForms}.
 */
class SpringDataFormsTests {

	private final KeyText keyText = new KeyText(List.of());

	@Test
	void pageHasNumberSizeAndSort() {
		assertThat(this.keyText.of(PageRequest.of(2, 20, Sort.by("name").and(Sort.by(Sort.Direction.DESC, "id")))))
			.isEqualTo("page(2,20,sort(\"name\"/asc,\"id\"/desc))");
	}

	@Test
	void unsortedPageHasNumberAndSize() {
		assertThat(this.keyText.of(PageRequest.of(0, 10))).isEqualTo("page(0,10,sort())");
	}

	@Test
	void unpagedHasItsSort() {
		assertThat(this.keyText.of(Pageable.unpaged())).isEqualTo("unpaged(sort())");
		assertThat(this.keyText.of(Pageable.unpaged(Sort.by("a")))).isEqualTo("unpaged(sort(\"a\"/asc))");
	}

	@Test
	void orderHasCaseAndNullHandling() {
		assertThat(this.keyText.of(Sort.by(Sort.Order.asc("a").ignoreCase(), Sort.Order.desc("b").nullsFirst())))
			.isEqualTo("sort(\"a\"/asc/ignore_case,\"b\"/desc/nulls_first)");
	}

	@Test
	void propertyIsQuoted() {
		assertThat(this.keyText.of(Sort.by("a\"/asc,\"b"))).isEqualTo("sort(\"a\\\"/asc,\\\"b\"/asc)");
	}

	@Test
	@SuppressWarnings("deprecation")
	void typedSortIsASort() {
		assertThat(this.keyText.of(Sort.sort(Person.class).by(Person::getName))).isEqualTo("sort(\"name\"/asc)");
	}

	@Test
	void pageAndSortMayBePartOfAKey() {
		assertThat(this.keyText.of(List.of(Sort.unsorted(), PageRequest.of(0, 1))))
			.isEqualTo("[sort(),page(0,1,sort())]");
	}

	@Test
	void subclassOfSortIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.keyText.of(PageRequest.of(0, 1, new UnsafeSort(Sort.Order.asc("a")))))
			.withMessageContaining(UnsafeSort.class.getTypeName())
			.withMessageContaining("in a key of type " + PageRequest.class.getName());
	}

	@Test
	void subclassOfOrderIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.keyText.of(Sort.by(new UnsafeOrder("a"))))
			.withMessageContaining(UnsafeOrder.class.getTypeName());
	}

	@Test
	void subclassOfSortMayHaveAConverter() {
		KeyText keyText = new KeyText(List.of(new KeyConverter<>(UnsafeSort.class, Sort::toString)));
		assertThat(keyText.of(PageRequest.of(0, 1, new UnsafeSort(Sort.Order.asc("a")))))
			.isEqualTo("page(0,1," + UnsafeSort.class.getName() + "<\"a: ASC\">)");
	}

	@Test
	void foreignPageableIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.keyText.of(new ForeignPage()))
			.withMessageContaining(ForeignPage.class.getTypeName());
	}

	@Test
	void pageIsOfNoSupportedTypeWhereSpringDataIsAbsent() {
		KeyText keyText = new KeyText(List.of(), new FilteredClassLoader(Pageable.class));
		assertThatIllegalArgumentException().isThrownBy(() -> keyText.of(PageRequest.of(0, 1)))
			.withMessageContaining(PageRequest.class.getName());
	}

	@Test
	void otherKeysNeedNoSpringData() throws Exception {
		URL[] classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !entry.contains("spring-data"))
			.map(SpringDataFormsTests::url)
			.toArray(URL[]::new);
		try (URLClassLoader classLoader = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
			Class<?> type = classLoader.loadClass(KeyText.class.getName());
			Object keyText = type.getConstructor(List.class).newInstance(List.of());
			assertThat(type.getMethod("of", Object.class).invoke(keyText, List.of(1))).isEqualTo("[1]");
			assertThat(type.getClassLoader()).isSameAs(classLoader);
		}
	}

	private static URL url(String entry) {
		try {
			return new File(entry).toURI().toURL();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	static class Person {

		String getName() {
			return "x";
		}

	}

	static class UnsafeSort extends Sort {

		UnsafeSort(Order order) {
			super(List.of(order));
		}

	}

	static class UnsafeOrder extends Sort.Order {

		UnsafeOrder(String property) {
			super(Sort.Direction.ASC, property);
		}

	}

	static class ForeignPage extends AbstractPageRequest {

		ForeignPage() {
			super(0, 1);
		}

		@Override
		public Sort getSort() {
			return Sort.unsorted();
		}

		@Override
		public Pageable next() {
			return this;
		}

		@Override
		public Pageable previous() {
			return this;
		}

		@Override
		public Pageable first() {
			return this;
		}

		@Override
		public Pageable withPage(int pageNumber) {
			return this;
		}

	}

}
