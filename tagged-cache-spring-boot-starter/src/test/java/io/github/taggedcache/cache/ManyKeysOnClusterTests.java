package io.github.taggedcache.cache;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;

import io.github.taggedcache.Tag;
import io.github.taggedcache.TaggedCache;
import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.core.near.NearCache;
import io.github.taggedcache.core.region.Region;
import io.github.taggedcache.testsupport.CommandLog;
import io.github.taggedcache.testsupport.EmbeddedRedis;
import io.github.taggedcache.testsupport.MonitoredCommand;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads of many keys whose entries lie on all masters.
 */
class ManyKeysOnClusterTests {

	/** So many that no master has none of them. */
	private static final List<Long> KEYS = LongStream.range(0, 60).boxed().toList();

	@RegisterExtension
	static final ClusterApplications applications = new ClusterApplications();

	private final List<List<Long>> loads = new ArrayList<>();

	@ParameterizedTest
	@ValueSource(strings = { "bounded", "strict" })
	void valuesOfAllMastersAreFoundAndLoadedTogether(String consistency) {
		try (ConfigurableApplicationContext context = application(consistency)) {
			TaggedCacheManager manager = context.getBean(TaggedCacheManager.class);
			TaggedCache cache = Objects.requireNonNull(manager.getCache("texts"));
			assertThat(get(cache)).hasSize(KEYS.size());
			Awaitility.await().untilAsserted(() -> {
				near(cache).clear();
				assertThat(cache.getAll(KEYS).keySet()).containsExactlyElementsOf(KEYS);
			});
			manager.invalidateTags(Tag.of("number", 7), Tag.of("number", 41));
			assertThat(get(cache).keySet()).containsExactlyElementsOf(KEYS);
			assertThat(this.loads).containsExactly(KEYS, List.of(7L, 41L));
		}
	}

	@Test
	void eachMasterIsAskedForItsOwnKeysAlone() {
		try (ConfigurableApplicationContext context = application("bounded")) {
			TaggedCache cache = Objects.requireNonNull(context.getBean(TaggedCacheManager.class).getCache("texts"));
			get(cache);
			int asked = 0;
			for (EmbeddedRedis master : applications.servers()) {
				near(cache).clear();
				List<MonitoredCommand> commands = CommandLog.of(master).record(() -> get(cache));
				long ofThisMaster = commands.stream().filter((command) -> command.name().equals("GET")).count();
				assertThat(ofThisMaster).isPositive();
				asked += (int) ofThisMaster;
			}
			assertThat(asked).isEqualTo(KEYS.size());
			assertThat(this.loads).hasSize(1);
		}
	}

	private static NearCache near(TaggedCache cache) {
		return Objects.requireNonNull(((Region) cache.getNativeCache()).near());
	}

	private Map<Long, String> get(TaggedCache cache) {
		return cache.getAll(KEYS, this::load, (key, text) -> List.of(Tag.of("number", key)));
	}

	private Map<Long, String> load(List<Long> missing) {
		this.loads.add(List.copyOf(missing));
		Map<Long, String> loaded = new LinkedHashMap<>();
		missing.forEach((key) -> loaded.put(key, "text " + key));
		return loaded;
	}

	private static ConfigurableApplicationContext application(String consistency) {
		return applications.start(consistency, "tagged-cache.caches.texts.write=through");
	}

}
