package io.github.taggedcache.sample.watch;

import io.github.taggedcache.CacheEvent;
import io.github.taggedcache.CacheEvent.Invalidated;
import io.github.taggedcache.TaggedCacheListener;
import io.github.taggedcache.sample.stage.Node;
import io.github.taggedcache.sample.stage.Stage;

import org.springframework.stereotype.Component;

/**
 * Writes down when this instance hears of an invalidation.
 */
@Component
class InvalidationWatch implements TaggedCacheListener {

	private final Stage stage;

	private final Node node;

	InvalidationWatch(Stage stage, Node node) {
		this.stage = stage;
		this.node = node;
	}

	@Override
	public void onEvent(CacheEvent event) {
		if (event instanceof Invalidated invalidated) {
			if (invalidated.isOwn()) {
				this.stage.identify(invalidated.origin(), this.node);
			}
			this.stage.timeline().heard(this.node, invalidated, this.stage.ids().get(invalidated.origin()));
		}
	}

}
