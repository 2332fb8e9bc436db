package io.github.taggedcache.benchmarks.product;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

/**
 * A set of keys for each tag, as spring-cache-tags keeps it, but with pipelines where
 * that takes a round trip each: it removes one entry after the other.
 */
final class KeySetArticles extends LettuceArticles {

	/** Where the set of a tag lies. */
	static final String TAG = "keyset:tag:";

	/** Where an entry lies. */
	static final String ENTRY = "keyset:entry:";

	private static final int SLICE = 1000;

	@Override
	public @Nullable Article get(Long key, String... tags) {
		return decode(await(redis().get(ENTRY + key)));
	}

	@Override
	public void put(Long key, Article article, String... tags) {
		byte[] name = Long.toString(key).getBytes(StandardCharsets.UTF_8);
		List<Future<?>> sent = new ArrayList<>();
		sent.add(redis().psetex(ENTRY + key, Limits.TIME_TO_LIVE.toMillis(), encode(article)));
		for (String tag : tags) {
			sent.add(redis().sadd(TAG + tag, name));
			sent.add(redis().pexpire(TAG + tag, Limits.TIME_TO_LIVE));
		}
		sent.forEach(LettuceArticles::await);
	}

	@Override
	public void invalidate(Long key, String tag) {
		List<String> keys = new ArrayList<>();
		for (byte[] name : await(redis().smembers(TAG + tag))) {
			keys.add(ENTRY + new String(name, StandardCharsets.UTF_8));
		}
		List<Future<?>> sent = new ArrayList<>();
		for (int from = 0; from < keys.size(); from += SLICE) {
			sent.add(redis().del(keys.subList(from, Math.min(from + SLICE, keys.size())).toArray(String[]::new)));
		}
		sent.add(redis().del(TAG + tag));
		sent.forEach(LettuceArticles::await);
	}

}
