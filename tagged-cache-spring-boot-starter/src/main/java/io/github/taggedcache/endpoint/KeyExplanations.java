package io.github.taggedcache.endpoint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.github.taggedcache.Explanation;
import io.github.taggedcache.MissReason;
import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.near.NearCache;
import io.github.taggedcache.core.region.Region;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

/**
 * Explains the keys that a text from outside may stand for.
 */
public final class KeyExplanations {

	private final TaggedCacheManager manager;

	private final Function<EntryKey, Explanation> explainer;

	/**
	 * Creates it.
	 * @param manager the manager of the caches
	 * @param explainer explains one key of a region that exists
	 */
	public KeyExplanations(TaggedCacheManager manager, Function<EntryKey, Explanation> explainer) {
		this.manager = manager;
		this.explainer = explainer;
	}

	/**
	 * Explains the keys that a text may stand for. Two round trips for each of them, of
	 * which there are three at most. After the store did not answer for one of them, only
	 * those are explained that are in the near cache.
	 * @param region the name of the region
	 * @param text the text of the key
	 * @param showKeys whether keys are shown
	 * @return the explanations of those keys of which something is known; that of the
	 * likeliest key if nothing is known of any
	 * @throws UnknownRegionException if this node has no such region
	 * @throws InvalidEndpointRequestException if the text is empty
	 */
	KeyDescriptor explain(String region, String text, boolean showKeys) {
		Region existing = Regions.require(this.manager, region);
		List<ExplanationDescriptor> known = new ArrayList<>();
		List<ExplanationDescriptor> unknown = new ArrayList<>();
		boolean away = false;
		for (EntryKey key : meant(existing, text)) {
			if (!away || isNear(existing, key)) {
				Explanation found = this.explainer.apply(key);
				(isKnown(found) ? known : unknown).add(ExplanationDescriptor.of(key, found, showKeys));
				away |= found.storeFailure() != null;
			}
		}
		return new KeyDescriptor(region, known.isEmpty() ? unknown.subList(0, 1) : known);
	}

	/**
	 * The keys that a text may stand for, each once, the likeliest first: a number is
	 * likelier than its text. Of several objects for one key the one counts that is in
	 * the near cache.
	 */
	private static List<EntryKey> meant(Region region, String text) {
		List<EntryKey> named = NamedKeys.of(region.name(), text);
		Map<EntryKey, EntryKey> meant = new LinkedHashMap<>();
		for (int i = named.size() - 1; i >= 0; i--) {
			EntryKey key = named.get(i);
			meant.merge(key, key, (first, second) -> isNear(region, second) ? second : first);
		}
		return List.copyOf(meant.values());
	}

	private static boolean isNear(Region region, EntryKey key) {
		NearCache near = region.near();
		return near != null && near.peek(key.local()) != null;
	}

	private static boolean isKnown(Explanation found) {
		return found.near() != null || found.stored() != null || found.keyEvent() != null || found.notStored() != null
				|| found.reason() == MissReason.UNDECODABLE;
	}

}
