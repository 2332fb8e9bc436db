package io.github.taggedcache.benchmarks.result;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

import com.sun.management.OperatingSystemMXBean;
import io.github.taggedcache.benchmarks.product.Server;

/**
 * Where and when was measured.
 */
public final class Machine {

	private static final Path CPU = Path.of("/proc/cpuinfo");

	private Machine() {
	}

	/**
	 * Describes this machine, today.
	 * @param effort how much time measurements take
	 * @return properties in the order to show
	 */
	public static Map<String, String> describe(String effort) {
		Map<String, String> properties = new LinkedHashMap<>();
		Runtime.Version java = Runtime.version();
		OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
		properties.put("date", LocalDate.now(ZoneOffset.UTC).toString());
		properties.put("effort", effort);
		properties.put("CPU", processor());
		properties.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
		properties.put("memory", "%.0f GiB".formatted(system.getTotalMemorySize() / Math.pow(2, 30)));
		properties.put("OS", System.getProperty("os.name"));
		properties.put("JDK", System.getProperty("java.vm.name") + " " + java);
		Map<String, String> server = Server.info();
		properties.put("Redis", "%s, with %s, on the same machine"
			.formatted(server.getOrDefault("redis_version", "unknown"), server.getOrDefault("mem_allocator", "?")));
		return properties;
	}

	private static String processor() {
		String architecture = System.getProperty("os.arch");
		if (!Files.isReadable(CPU)) {
			return architecture;
		}
		try {
			return Files.readAllLines(CPU)
				.stream()
				.filter((line) -> line.startsWith("model name"))
				.map((line) -> line.substring(line.indexOf(':') + 1).strip())
				.findFirst()
				.orElse(architecture);
		}
		catch (IOException ex) {
			return architecture;
		}
	}

}
