package io.github.taggedcache.sample.watch;

import java.util.List;
import java.util.Map;

import io.github.taggedcache.Explanation;
import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.sample.stage.Node;
import io.github.taggedcache.sample.stage.Stage;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Asks the cache why, without reading: with the instances by their names here.
 */
@Component
public class Explanations {

	/** Digits of an instance's id in a sentence. */
	private static final int DIGITS = 4;

	private static final String IMPLICIT = "~";

	private static final String MISS = "A miss: ";

	/** What a page with little room leaves out. */
	private static final String POSSIBLE_CAUSES = " It was never stored, has expired, or was removed.";

	private final TaggedCacheManager caches;

	private final Stage stage;

	private final Node node;

	Explanations(TaggedCacheManager caches, Stage stage, Node node) {
		this.caches = caches;
		this.stage = stage;
		this.node = node;
	}

	/**
	 * Says what the next read would find.
	 * @param region the name of the cache
	 * @param key the key
	 * @return what it would find
	 */
	public Explained explain(String region, Object key) {
		Explanation explanation = this.caches.explain(region, key);
		String sentence = withNames(explanation.sentence());
		List<TagChip> tags = explanation.tags()
			.stream()
			.map(Explanation.TagState::tag)
			.filter((tag) -> !tag.startsWith(IMPLICIT))
			.map((tag) -> new TagChip(tag, sentence.startsWith(MISS + tag + " was ")))
			.toList();
		return new Explained(region + "/" + key, explanation.outcome().name(),
				(explanation.reason() != null) ? explanation.reason().name() : null, sentence, tags);
	}

	private String withNames(String sentence) {
		String named = sentence.replace(POSSIBLE_CAUSES, "")
			.replace("this node", "instance " + this.node)
			.replace("the node", "instance " + this.node);
		for (Map.Entry<String, Node> id : this.stage.ids().entrySet()) {
			named = named.replace("node " + id.getKey().substring(0, DIGITS), "instance " + id.getValue());
		}
		return named;
	}

	/**
	 * What the next read would find.
	 *
	 * @param box the cache and the key
	 * @param outcome where the value would come from
	 * @param reason why the read would be a miss; null if it would be a hit
	 * @param sentence the same for a person
	 * @param tags the tags of the entry
	 */
	public record Explained(String box, String outcome, @Nullable String reason, String sentence, List<TagChip> tags) {

		/**
		 * Why the read was a miss, without saying that it was one.
		 * @return the cause
		 */
		public String cause() {
			return this.sentence.startsWith(MISS) ? this.sentence.substring(MISS.length()) : "it was just invalidated.";
		}

	}

	/**
	 * A tag of an entry.
	 *
	 * @param tag the tag
	 * @param culprit whether its invalidation made the entry unusable
	 */
	public record TagChip(String tag, boolean culprit) {

	}

}
