package io.github.taggedcache.key;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;

/**
 * The forms of Spring Data's pages and sorts. To be used only where Spring Data is
 * present. Subclasses from elsewhere are not supported, since they may have state of
 * their own.
 */
final class SpringDataForms {

	private SpringDataForms() {
	}

	static @Nullable KeyForm find(Class<?> type) {
		if (type == PageRequest.class) {
			return (value, writer) -> writePage((PageRequest) value, writer);
		}
		if (type == Pageable.unpaged().getClass()) {
			return (value, writer) -> writeUnpaged((Pageable) value, writer);
		}
		// Itself or a subclass of its own, such as a typed sort
		if (Sort.class.isAssignableFrom(type) && type.getNestHost() == Sort.class) {
			return (value, writer) -> writeSort((Sort) value, writer);
		}
		return null;
	}

	private static void writePage(PageRequest page, KeyWriter writer) {
		writer.open("page(");
		writer.raw().append(page.getPageNumber()).append(',').append(page.getPageSize()).append(',');
		writer.value(page.getSort());
		writer.close(')');
	}

	private static void writeUnpaged(Pageable unpaged, KeyWriter writer) {
		writer.open("unpaged(");
		writer.value(unpaged.getSort());
		writer.close(')');
	}

	private static void writeSort(Sort sort, KeyWriter writer) {
		writer.open("sort(");
		String separator = "";
		for (Sort.Order order : sort) {
			if (order.getClass() != Sort.Order.class) {
				throw UnsupportedKeys.type(order.getClass(), writer.keyType());
			}
			writer.raw().append(separator);
			writeOrder(order, writer.raw());
			separator = ",";
		}
		writer.close(')');
	}

	private static void writeOrder(Sort.Order order, StringBuilder text) {
		QuotedText.append(text, order.getProperty(), '"');
		text.append('/').append(lowerCase(order.getDirection()));
		if (order.isIgnoreCase()) {
			text.append("/ignore_case");
		}
		if (order.getNullHandling() != Sort.NullHandling.NATIVE) {
			text.append('/').append(lowerCase(order.getNullHandling()));
		}
	}

	private static String lowerCase(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT);
	}

}
