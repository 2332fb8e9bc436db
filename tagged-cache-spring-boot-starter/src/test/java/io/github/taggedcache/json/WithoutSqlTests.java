package io.github.taggedcache.json;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * A runtime without the module {@code java.sql}.
 */
class WithoutSqlTests {

	@Test
	void codecIsMadeWhereNoModuleBringsJavaSql() throws Exception {
		URL[] classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.map(WithoutSqlTests::url)
			.toArray(URL[]::new);
		try (URLClassLoader classLoader = new WithoutSql(classPath)) {
			Class<?> mapper = classLoader.loadClass("io.github.taggedcache.json.StorageMapper");
			Class<?> application = classLoader.loadClass("tools.jackson.databind.json.JsonMapper");
			assertThatCode(() -> mapper.getMethod("of", application).invoke(null, (Object) null))
				.doesNotThrowAnyException();
		}
	}

	private static URL url(String path) {
		try {
			return new File(path).toURI().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static final class WithoutSql extends URLClassLoader {

		private WithoutSql(URL[] classPath) {
			super(classPath, ClassLoader.getPlatformClassLoader());
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			if (name.startsWith("java.sql.") || name.startsWith("org.hibernate.")) {
				throw new ClassNotFoundException(name);
			}
			return super.loadClass(name, resolve);
		}

	}

}
