package io.github.taggedcache.listener;

import java.util.List;
import java.util.function.Consumer;

import io.github.taggedcache.CacheEvent;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.store.LogRecord;
import io.github.taggedcache.term.Terms;
import org.jspecify.annotations.Nullable;

/**
 * Makes events for listeners of the invalidations that a node records or learns of. The
 * implicit tags of a record become events of their own: a region was cleared, or
 * everything was invalidated.
 */
public final class InvalidationEvents implements Consumer<LogRecord> {

	private final String node;

	private final EventDelivery delivery;

	/**
	 * Creates it.
	 * @param node the id of this node
	 * @param delivery brings events to listeners
	 */
	public InvalidationEvents(String node, EventDelivery delivery) {
		this.node = node;
		this.delivery = delivery;
	}

	@Override
	public void accept(LogRecord record) {
		if (!this.delivery.isListening()) {
			return;
		}
		List<String> tags = record.tags().stream().filter((tag) -> !TagName.isImplicit(tag)).toList();
		if (!tags.isEmpty()) {
			deliver(record, null, tags);
		}
		for (String tag : record.tags()) {
			if (TagName.isImplicit(tag)) {
				deliver(record, tag.equals(TagName.NAMESPACE) ? null : TagName.regionOf(tag), List.of());
			}
		}
	}

	private void deliver(LogRecord record, @Nullable String region, List<String> tags) {
		this.delivery.deliver(new CacheEvent.Invalidated(region, tags, record.origin(),
				record.origin().equals(this.node), record.version(), Terms.mode(record.mode())));
	}

}
