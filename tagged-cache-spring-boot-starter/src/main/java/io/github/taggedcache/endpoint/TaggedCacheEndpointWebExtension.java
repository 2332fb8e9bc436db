package io.github.taggedcache.endpoint;

import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * The endpoint over HTTP. An operation has no fixed parts in its path, so the first
 * segment says what is asked for: {@value #TAGS}, {@value #LOG}, {@value #KEYS}, or a
 * region.
 */
@EndpointWebExtension(endpoint = TaggedCacheEndpoint.class)
@RegisterReflectionForBinding({ KeyDescriptor.class, TagDescriptor.class, LogDescriptor.class, ErrorDescriptor.class,
		KeysDescriptor.class, InvalidationDescriptor.class })
public final class TaggedCacheEndpointWebExtension {

	private static final String TAGS = "tags";

	private static final String LOG = "log";

	private static final String KEYS = "keys";

	private final TaggedCacheEndpoint endpoint;

	private final KeyExplanations explanations;

	private final InvalidationRecords records;

	private final Show showKeys;

	private final Set<String> roles;

	/**
	 * Creates an extension.
	 * @param endpoint the endpoint
	 * @param explanations explains keys
	 * @param records tells of invalidations
	 * @param showKeys when keys are shown
	 * @param roles who is authorized to see keys; if empty, whoever is authenticated
	 */
	public TaggedCacheEndpointWebExtension(TaggedCacheEndpoint endpoint, KeyExplanations explanations,
			InvalidationRecords records, Show showKeys, Set<String> roles) {
		this.endpoint = endpoint;
		this.explanations = explanations;
		this.records = records;
		this.showKeys = showKeys;
		this.roles = Set.copyOf(roles);
	}

	/**
	 * Explains what the next read of a key would find on this node, or tells of the last
	 * invalidations of a tag. Changes nothing. Two round trips for each key that the text
	 * may mean, of which there are three at most; one round trip for a tag.
	 * @param securityContext who asks
	 * @param region the name of the region; {@value #TAGS} for a tag
	 * @param key the text of the key, or the tag; a query parameter of this name counts
	 * before the path, for texts with a slash
	 * @param as what the first segment is; null means a region by any name but
	 * {@value #TAGS}
	 * @return a {@link KeyDescriptor} or a {@link TagDescriptor}; 404 if this node does
	 * not know the region, 400 if the key or tag is not valid
	 */
	@ReadOperation
	public WebEndpointResponse<OperationResponseBody> explain(SecurityContext securityContext, @Selector String region,
			@Selector String key, @Nullable FirstSegment as) {
		boolean isTag = region.equals(TAGS) && as != FirstSegment.REGION;
		return answer(() -> isTag ? this.records.ofTag(key)
				: this.explanations.explain(region, key, areKeysShown(securityContext)));
	}

	/**
	 * Shows the newest records of the invalidation log, or lists keys. One round trip for
	 * the log; keys are looked for by a scan of the store, for some five seconds a call.
	 * @param securityContext who asks
	 * @param view what is shown: {@value #LOG} or {@value #KEYS}
	 * @param limit most records, from 1 to 1000, or how many keys end a page; null means
	 * 100
	 * @param region the region of the keys; null for all
	 * @param tag a tag that their entries carry; null for any
	 * @param pattern what the keys match; null for all
	 * @param cursor where to go on
	 * @return a {@link LogDescriptor} or a {@link KeysDescriptor}; 404 for another view
	 * and for a region that this node does not know, 400 for what is not valid
	 */
	@ReadOperation
	public WebEndpointResponse<OperationResponseBody> view(SecurityContext securityContext, @Selector String view,
			@Nullable String limit, @Nullable String region, @Nullable String tag, @Nullable String pattern,
			@Nullable String cursor) {
		boolean showKeys = areKeysShown(securityContext);
		return switch (view) {
			case LOG -> answer(() -> this.records.newest(number(limit), showKeys));
			case KEYS -> answer(() -> this.endpoint.keys(region, tag, pattern, cursor, number(limit), showKeys));
			default -> failure(WebEndpointResponse.STATUS_NOT_FOUND, "There is no '" + view
					+ "' here: ask for 'log', for 'keys', for 'tags' and a tag, or for a region and a key, as in"
					+ " 'articles/42'");
		};
	}

	/**
	 * Invalidates as {@link TaggedCacheEndpoint#invalidate} does, and shows keys to whom
	 * they are shown.
	 * @param securityContext who asks
	 * @param tags the tags
	 * @param region the name of the region of the keys and of the pattern
	 * @param keys the texts of the keys
	 * @param pattern what further keys match
	 * @param dryRun whether to count only
	 * @param cursor where to go on
	 * @return an {@link InvalidationDescriptor}; 204 if nothing but tags was invalidated,
	 * 404 if this node does not know the region, 400 for what is not valid
	 */
	@WriteOperation
	public WebEndpointResponse<OperationResponseBody> invalidate(SecurityContext securityContext,
			String @Nullable [] tags, @Nullable String region, String @Nullable [] keys, @Nullable String pattern,
			@Nullable Boolean dryRun, @Nullable String cursor) {
		try {
			InvalidationDescriptor done = this.endpoint.invalidate(tags, region, keys, pattern, dryRun, cursor,
					areKeysShown(securityContext));
			return (done != null) ? new WebEndpointResponse<>(done)
					: new WebEndpointResponse<>(WebEndpointResponse.STATUS_NO_CONTENT);
		}
		catch (InvalidEndpointRequestException ex) {
			return failure(ex);
		}
	}

	private static @Nullable Integer number(@Nullable String limit) {
		try {
			return (limit != null) ? Integer.valueOf(limit) : null;
		}
		catch (NumberFormatException ex) {
			throw InvalidationRecords.invalidLimit(limit);
		}
	}

	/**
	 * Evicts a key on all nodes, from their memory and from the store. The text may stand
	 * for more than one key, and then all of them are evicted: the text itself, the whole
	 * number or UUID that it spells, and the key whose stored form it is. One round trip
	 * for each.
	 * @param region the name of the region
	 * @param key the text of the key; a query parameter of this name counts before the
	 * path, for texts with a slash
	 * @return 204; 404 if this node does not know the region, 400 if the key is empty
	 */
	@DeleteOperation
	public WebEndpointResponse<OperationResponseBody> evict(@Selector String region, @Selector String key) {
		try {
			this.endpoint.evict(region, key);
			return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NO_CONTENT);
		}
		catch (InvalidEndpointRequestException ex) {
			return failure(ex);
		}
	}

	private boolean areKeysShown(SecurityContext securityContext) {
		return this.showKeys.isShown(securityContext, this.roles);
	}

	private static WebEndpointResponse<OperationResponseBody> answer(Supplier<? extends OperationResponseBody> body) {
		try {
			return new WebEndpointResponse<>(body.get());
		}
		catch (InvalidEndpointRequestException ex) {
			return failure(ex);
		}
	}

	private static WebEndpointResponse<OperationResponseBody> failure(InvalidEndpointRequestException ex) {
		int status = (ex instanceof UnknownRegionException) ? WebEndpointResponse.STATUS_NOT_FOUND
				: WebEndpointResponse.STATUS_BAD_REQUEST;
		String reason = ex.getReason();
		return failure(status, (reason != null) ? reason : String.valueOf(ex.getMessage()));
	}

	private static WebEndpointResponse<OperationResponseBody> failure(int status, String message) {
		return new WebEndpointResponse<>(new ErrorDescriptor(message), status);
	}

	/**
	 * What the first segment of a path is.
	 */
	public enum FirstSegment {

		/** The name of a region, also if it is {@value #TAGS}. */
		REGION

	}

}
