package io.github.taggedcache;

/**
 * Hears of changes from outside of the application, and passes them on as invalidations:
 * a topic, a channel of the database, a file. A bean of this type is started with the
 * application, after the node follows the invalidation log and before the web server
 * takes requests, and stopped with it the other way round. A lambda will do:
 * <pre class="code">
 * &#64;Bean
 * InvalidationSource changedAuthors(Feed feed) {
 * 	return (sink) -&gt; {
 * 		Subscription changes = feed.subscribe((id) -&gt; sink.invalidateTags("author:" + id));
 * 		return changes::cancel;
 * 	};
 * }
 * </pre> A method that something else calls, such as a listener of Kafka or of Spring's
 * events, needs no source: it carries
 * {@link io.github.taggedcache.annotation.InvalidateTags}.
 */
@FunctionalInterface
public interface InvalidationSource {

	/**
	 * Begins to hear of changes. Must return soon: what waits for changes runs on a
	 * thread of the source. If this method throws, the application does not start, since
	 * it would serve what the source would have invalidated.
	 * @param sink takes the invalidations, from any thread, until the source is stopped
	 * @return stops the source; called once, on a thread of its own, and waited for up to
	 * ten seconds. The sink takes invalidations until then
	 * @throws Exception if the source cannot hear of changes
	 */
	AutoCloseable start(InvalidationSink sink) throws Exception;

}
