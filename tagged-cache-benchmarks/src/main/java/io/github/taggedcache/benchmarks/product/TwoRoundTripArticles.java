package io.github.taggedcache.benchmarks.product;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.lettuce.core.KeyValue;
import org.jspecify.annotations.Nullable;

/**
 * The algorithm of redis-tagged-cache: reads the versions of the tags, then the value
 * under a key that holds these. To invalidate is to write another version.
 */
final class TwoRoundTripArticles extends LettuceArticles {

	private static final String TAG = "versions:tag:";

	private static final String ENTRY = "versions:entry:";

	@Override
	public @Nullable Article get(Long key, String... tags) {
		return decode(await(redis().get(entry(key, tags))));
	}

	@Override
	public void put(Long key, Article article, String... tags) {
		await(redis().psetex(entry(key, tags), Limits.TIME_TO_LIVE.toMillis(), encode(article)));
	}

	private String entry(Long key, String... tags) {
		if (tags.length == 0) {
			return ENTRY + key;
		}
		String[] names = Arrays.stream(tags).map((tag) -> TAG + tag).toArray(String[]::new);
		List<KeyValue<String, byte[]>> versions = await(redis().mget(names));
		Map<String, byte[]> missing = new HashMap<>();
		byte[][] known = new byte[names.length][];
		for (int i = 0; i < names.length; i++) {
			known[i] = versions.get(i).getValueOrElse(new byte[0]);
			if (known[i].length == 0) {
				known[i] = newVersion();
				missing.put(names[i], known[i]);
			}
		}
		if (!missing.isEmpty()) {
			await(redis().mset(missing));
		}
		return ENTRY + key + ":" + Integer.toHexString(Arrays.deepHashCode(known));
	}

	private static byte[] newVersion() {
		return UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
	}

	@Override
	public void invalidate(Long key, String tag) {
		await(redis().mset(Map.of(TAG + tag, newVersion())));
	}

}
