package io.github.taggedcache.benchmarks.product;

import org.jspecify.annotations.Nullable;

/**
 * One command and its answer: what no operation can be faster than that waits for Redis.
 */
final class RoundTrip extends LettuceArticles {

	private static final String KEY = "round-trip:";

	@Override
	public @Nullable Article get(Long key, String... tags) {
		return decode(await(redis().get(KEY + key)));
	}

	@Override
	public void put(Long key, Article article, String... tags) {
		await(redis().psetex(KEY + key, Limits.TIME_TO_LIVE.toMillis(), encode(article)));
	}

	@Override
	public void invalidate(Long key, String tag) {
		await(redis().unlink(KEY + key));
	}

	@Override
	public void evict(Long key) {
		await(redis().unlink(KEY + key));
	}

	@Override
	public void invalidateAll(String... tags) {
		await(redis().psetex(KEY + tags[0], Limits.TIME_TO_LIVE.toMillis(), new byte[1]));
	}

}
