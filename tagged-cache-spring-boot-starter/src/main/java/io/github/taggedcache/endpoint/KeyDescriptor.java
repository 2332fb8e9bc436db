package io.github.taggedcache.endpoint;

import java.util.List;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What the next reads of a key would find on this node. A text may stand for more than
 * one key.
 *
 * @param region the name of the region
 * @param explanations the explanations of those keys of which something is known, at
 * least one
 */
public record KeyDescriptor(String region, List<ExplanationDescriptor> explanations) implements OperationResponseBody {

}
