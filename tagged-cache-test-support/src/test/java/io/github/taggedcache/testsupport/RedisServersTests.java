package io.github.taggedcache.testsupport;

import java.io.IOException;
import java.io.InputStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RedisServersTests {

	@Test
	void sharedServerIsOneForAllAndCannotBeClosedByOne() {
		RedisServer server = RedisServers.shared();
		server.close();
		assertThat(RedisServers.shared()).isSameAs(server);
		try (RespConnection connection = server.connect()) {
			assertThat(connection.call("PING")).isEqualTo("PONG");
		}
	}

	@Test
	void sharedServerIsThereWithoutTestcontainersOnTheClassPath() throws Exception {
		Class<?> servers = Class.forName(RedisServers.class.getName(), true, new WithoutTestcontainers());
		assertThat(servers).isNotSameAs(RedisServers.class);
		assertThat(servers.getMethod("shared").invoke(null)).asString().contains("Redis");
	}

	/**
	 * Loads the classes of this package anew, and finds none of Testcontainers.
	 */
	private static final class WithoutTestcontainers extends ClassLoader {

		WithoutTestcontainers() {
			super(RedisServersTests.class.getClassLoader());
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			if (name.startsWith("org.testcontainers.")) {
				throw new ClassNotFoundException(name);
			}
			if (!name.startsWith(RedisServers.class.getPackageName() + ".")) {
				return super.loadClass(name, resolve);
			}
			Class<?> loaded = findLoadedClass(name);
			return (loaded != null) ? loaded : define(name);
		}

		private Class<?> define(String name) throws ClassNotFoundException {
			try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
				byte[] bytes = in.readAllBytes();
				return defineClass(name, bytes, 0, bytes.length);
			}
			catch (IOException ex) {
				throw new ClassNotFoundException(name, ex);
			}
		}

	}

}
