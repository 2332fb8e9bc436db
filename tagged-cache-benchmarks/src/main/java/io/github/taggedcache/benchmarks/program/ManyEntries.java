package io.github.taggedcache.benchmarks.program;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

import io.github.taggedcache.benchmarks.product.Article;
import io.github.taggedcache.benchmarks.product.ArticleCache;
import io.github.taggedcache.benchmarks.product.Server;
import io.github.taggedcache.testsupport.RespConnection;

/**
 * Many entries under one tag. The product makes one, and the server copies that to the
 * other keys, since a million puts would take minutes.
 */
final class ManyEntries implements AutoCloseable {

	private static final long TEMPLATE = 7_000_000_000L;

	private static final String KEY_SET = "keyset:tag:";

	private static final int SLICE = 50_000;

	private static final int CHECKED = 100;

	/**
	 * KEYS[1] the entry to copy, KEYS[2] the set of keys of its tag; ARGV: what comes
	 * before and after the number in its key, the first number, and the first one no
	 * more. Writes as many entries.
	 */
	private static final String COPY = """
			local value = redis.call('GET', KEYS[1])
			local set = redis.call('EXISTS', KEYS[2]) == 1
			for i = tonumber(ARGV[3]), tonumber(ARGV[4]) - 1 do
				local name = string.format('%.0f', i)
				redis.call('SET', ARGV[1] .. name .. ARGV[2], value, 'PX', 3600000)
				if set then
					redis.call('SADD', KEYS[2], name)
				end
			end
			return redis.status_reply('OK')
			""";

	private final RespConnection connection = Server.connect();

	private final ArticleCache cache;

	private final int count;

	private final long first;

	private final String tag;

	ManyEntries(ArticleCache cache, int count) {
		this.cache = cache;
		this.count = count;
		this.first = count * 10L;
		this.tag = "tag-of-" + count;
	}

	/**
	 * Writes all entries, and checks that they can be read.
	 */
	void fill() {
		this.cache.put(TEMPLATE, new Article(TEMPLATE, 0, "many", ""), this.tag);
		String template = templateKey();
		int number = template.indexOf(Long.toString(TEMPLATE));
		String before = template.substring(0, number);
		String after = template.substring(number + Long.toString(TEMPLATE).length());
		for (long from = this.first; from < this.first + this.count; from += SLICE) {
			long end = Math.min(from + SLICE, this.first + this.count);
			this.connection.call("EVAL", COPY, "2", template, KEY_SET + this.tag, before, after, Long.toString(from),
					Long.toString(end));
		}
		this.connection.call("DEL", template);
		check(true);
	}

	private String templateKey() {
		String cursor = "0";
		do {
			List<?> page = (List<?>) Objects
				.requireNonNull(this.connection.call("SCAN", cursor, "MATCH", "*" + TEMPLATE + "*", "COUNT", "10000"));
			for (Object key : (List<?>) page.get(1)) {
				return text(key);
			}
			cursor = text(page.get(0));
		}
		while (!cursor.equals("0"));
		throw new IllegalStateException("The product has stored nothing for key " + TEMPLATE);
	}

	private static String text(Object answer) {
		return (answer instanceof byte[] bytes) ? new String(bytes, StandardCharsets.UTF_8) : answer.toString();
	}

	/**
	 * Invalidates them.
	 * @return how long it took in us
	 */
	double invalidate() {
		long began = System.nanoTime();
		this.cache.invalidate(this.first, this.tag);
		return (System.nanoTime() - began) / 1e3;
	}

	/**
	 * Checks for some entries whether they can be read.
	 */
	void check(boolean readable) {
		long step = Math.max(1, this.count / CHECKED);
		for (long key = this.first; key < this.first + this.count; key += step) {
			if ((this.cache.get(key, this.tag) != null) != readable) {
				throw new IllegalStateException(
						"Entry %d of %d can%s be read".formatted(key - this.first, this.count, readable ? "not" : ""));
			}
		}
	}

	@Override
	public void close() {
		this.connection.close();
	}

}
