package io.github.taggedcache.test;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds the method that a message should name.
 */
final class CallSite {

	/** What stands between a test and the methods of an application. */
	private static final List<String> MACHINERY = List.of("java.", "jdk.", "sun.", "org.springframework.",
			"org.mockito.", "net.bytebuddy.", "io.github.taggedcache.core.", "io.github.taggedcache.cache.",
			"io.github.taggedcache.interceptor.", "io.github.taggedcache.invalidation.",
			"io.github.taggedcache.result.");

	private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$\\d+");

	private CallSite() {
	}

	/**
	 * The method on this thread that called into a class.
	 */
	static String of(Class<?> called) {
		return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
			.walk((frames) -> frames.dropWhile((frame) -> frame.getDeclaringClass() != called)
				.dropWhile((frame) -> frame.getDeclaringClass() == called)
				.findFirst()
				.map((frame) -> text(frame.toStackTraceElement())))
			.orElseThrow();
	}

	/**
	 * The innermost method of the application that a thread is in.
	 */
	static String ofApplication(Thread thread) {
		return Arrays.stream(thread.getStackTrace())
			.filter((frame) -> isOfApplication(frame.getClassName()))
			.findFirst()
			.map(CallSite::text)
			.orElse("no method of the application");
	}

	/**
	 * Generated classes, such as proxies, have two dollars in their name.
	 */
	private static boolean isOfApplication(String type) {
		return MACHINERY.stream().noneMatch(type::startsWith) && !type.contains("$$")
				&& !type.equals(LoadGate.class.getName());
	}

	/**
	 * A lambda is named by the method that it stands in.
	 */
	private static String text(StackTraceElement frame) {
		String method = LAMBDA.matcher(frame.getMethodName()).replaceFirst("$1");
		return "%s.%s(%s:%d)".formatted(frame.getClassName(), method, frame.getFileName(), frame.getLineNumber());
	}

}
