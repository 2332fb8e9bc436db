package io.github.taggedcache.sample.watch;

import io.github.taggedcache.CacheEvent;
import io.github.taggedcache.CacheEvent.Hit;
import io.github.taggedcache.CacheEvent.Loaded;
import io.github.taggedcache.CacheEvent.Missed;
import io.github.taggedcache.MissReason;
import io.github.taggedcache.TaggedCacheListener;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Listens to what happens on the calling thread, so that a read can tell where its value
 * came from.
 */
@Component
class ReadWatch implements TaggedCacheListener {

	@SuppressWarnings("ThreadLocalUsage") // one object an application
	private final ThreadLocal<@Nullable Seen> current = new ThreadLocal<>();

	/**
	 * Begins to watch the calling thread.
	 */
	Seen begin() {
		Seen seen = new Seen();
		this.current.set(seen);
		return seen;
	}

	void end() {
		this.current.remove();
	}

	@Override
	public void onEvent(CacheEvent event) {
		Seen seen = this.current.get();
		if (seen == null) {
			return;
		}
		if (event instanceof Hit hit) {
			seen.level = (hit.level() == CacheEvent.Level.NEAR) ? Level.NEAR : Level.REDIS;
		}
		else if (event instanceof Missed missed) {
			seen.reason = missed.reason();
		}
		else if (event instanceof Loaded) {
			seen.level = Level.DATABASE;
		}
	}

	/**
	 * What a read met. If Redis fails, the miss is told on another thread.
	 */
	static final class Seen {

		private Level level = Level.DATABASE;

		private @Nullable MissReason reason;

		Level level() {
			return this.level;
		}

		@Nullable MissReason reason() {
			return this.reason;
		}

	}

}
