package io.github.taggedcache.testsupport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

import redis.embedded.RedisExecProvider;

/**
 * The Redis program for this machine, as {@code embedded-redis} brings it.
 * <p>
 * Only its resources are used. Its own code would extract the program anew for each
 * server, read the port's state from log lines, and need Guava.
 */
final class RedisBinary {

	private static final Set<String> PLATFORMS = Set.of("linux-amd64", "linux-arm64", "linux-386", "darwin-amd64",
			"darwin-arm64");

	private RedisBinary() {
	}

	/**
	 * The program in the given directory, extracted at the first call.
	 */
	static synchronized Path in(Path directory) throws IOException {
		Path program = directory.resolve("redis-server");
		if (!Files.exists(program)) {
			String resource = resourceName(System.getProperty("os.name"), System.getProperty("os.arch"));
			Path unfinished = directory.resolve("redis-server.part");
			copy(resource, unfinished);
			if (!unfinished.toFile().setExecutable(true, true)) {
				throw new IOException("Cannot make %s executable".formatted(unfinished));
			}
			Files.move(unfinished, program);
		}
		return program;
	}

	/**
	 * The name of the program for a value of {@code os.name} and {@code os.arch}.
	 * @throws IllegalStateException if there is none
	 */
	static String resourceName(String osName, String osArch) {
		String system = system(osName.toLowerCase(Locale.ROOT));
		String processor = processor(osArch.toLowerCase(Locale.ROOT));
		String platform = system + "-" + processor;
		if (!PLATFORMS.contains(platform)) {
			throw new IllegalStateException("There is no embedded Redis for %s on %s, only for Linux and macOS on x86 "
				.formatted(osName, osArch) + "and ARM. Start a Redis server yourself and use its address.");
		}
		return "redis-server-%s-%s".formatted(RedisExecProvider.redisVersion, platform);
	}

	private static String system(String osName) {
		if (osName.startsWith("mac")) {
			return "darwin";
		}
		return osName;
	}

	private static String processor(String osArch) {
		return switch (osArch) {
			case "aarch64" -> "arm64";
			case "x86_64" -> "amd64";
			case "x86", "i386", "i686" -> "386";
			default -> osArch;
		};
	}

	private static void copy(String resource, Path target) throws IOException {
		try (InputStream in = RedisBinary.class.getClassLoader().getResourceAsStream(resource)) {
			if (in == null) {
				throw new IOException("%s is not on the class path: add org.signal:embedded-redis".formatted(resource));
			}
			Files.copy(in, target);
		}
	}

}
